import { migration } from './migration.js';

export default migration(
  22,
  'custody',
  `
select 1;
`,
  `
select 1;
`,
);
