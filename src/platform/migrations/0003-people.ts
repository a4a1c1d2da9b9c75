import { migration } from './migration.js';

export default migration(
  3,
  'people',
  `
create schema people;
`,
  `
drop schema people cascade;
`,
);
