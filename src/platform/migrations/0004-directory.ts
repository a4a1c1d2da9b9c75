import { migration } from './migration.js';

export default migration(
  4,
  'directory',
  `
create schema directory;
`,
  `
drop schema directory cascade;
`,
);
