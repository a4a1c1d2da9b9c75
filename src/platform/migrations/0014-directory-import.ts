import { migration } from './migration.js';

export default migration(
  14,
  'directory-import',
  `
select 1;
`,
  `
select 1;
`,
);
