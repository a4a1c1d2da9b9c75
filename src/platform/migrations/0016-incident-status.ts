import { migration } from './migration.js';

export default migration(
  16,
  'incident-status',
  `
select 1;
`,
  `
select 1;
`,
);
