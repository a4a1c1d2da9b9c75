import { migration } from './migration.js';

export default migration(
  7,
  'backup',
  `
create schema backup;
`,
  `
drop schema backup cascade;
`,
);
