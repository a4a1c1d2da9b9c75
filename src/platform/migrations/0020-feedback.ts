import { migration } from './migration.js';

export default migration(
  20,
  'feedback',
  `
-- What citizens pressed after they had been somewhere: figures alone, nothing of who pressed.
create table directory.feedback (
  office_id text not null references directory.office,
  day date not null,
  service_id text not null references directory.service,
  kind text not null check (kind in ('served', 'turned-away')),
  presses integer not null check (presses > 0),
  heard_at timestamptz not null,
  primary key (office_id, day, service_id, kind)
);
`,
  `
drop table directory.feedback;
`,
);
