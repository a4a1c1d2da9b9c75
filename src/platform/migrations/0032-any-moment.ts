import { migration } from './migration.js';

export default migration(
  32,
  'any-moment',
  `
-- A restore to a moment between points; that of the point when null.
alter table backup.restore add column until timestamptz;

-- How the log of a server comes into its vault: what was seen last, so that silence is noticed.
create table backup.log_watch (
  source_id text primary key,
  looked_at timestamptz not null,
  segment text not null,
  -- When this segment was first seen as the last one.
  segment_since timestamptz not null,
  reach jsonb not null
);
`,
  `
drop table backup.log_watch;
alter table backup.restore drop column until;
`,
);
