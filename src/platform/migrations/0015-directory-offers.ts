import { migration } from './migration.js';

export default migration(
  15,
  'directory-offers',
  `
select 1;
`,
  `
select 1;
`,
);
