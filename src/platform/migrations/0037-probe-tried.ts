import { migration } from './migration.js';

export default migration(
  37,
  'probe-tried',
  `
-- When a vault was last tried, also where nothing was found; \`at\` is when what is known of it was found.
alter table backup.probe add column tried_at timestamptz;
update backup.probe set tried_at = at;
alter table backup.probe alter column tried_at set not null;
`,
  `
alter table backup.probe drop column tried_at;
`,
);
