import { migration } from './migration.js';

export default migration(
  20,
  'feedback',
  `
select 1;
`,
  `
select 1;
`,
);
