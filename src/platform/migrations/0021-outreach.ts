import { migration } from './migration.js';

export default migration(
  21,
  'outreach',
  `
select 1;
`,
  `
select 1;
`,
);
