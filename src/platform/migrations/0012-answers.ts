import { migration } from './migration.js';

export default migration(
  12,
  'answers',
  `
create schema answers;
`,
  `
drop schema answers cascade;
`,
);
