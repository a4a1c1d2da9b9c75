import { migration } from './migration.js';

export default migration(
  18,
  'day-reports',
  `
select 1;
`,
  `
select 1;
`,
);
