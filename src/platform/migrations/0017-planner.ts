import { migration } from './migration.js';

export default migration(
  17,
  'planner',
  `
select 1;
`,
  `
select 1;
`,
);
