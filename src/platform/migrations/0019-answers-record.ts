import { migration } from './migration.js';

export default migration(
  19,
  'answers-record',
  `
select 1;
`,
  `
select 1;
`,
);
