import { migration } from './migration.js';

export default migration(
  8,
  'dispensation',
  `
create schema dispensation;
`,
  `
drop schema dispensation cascade;
`,
);
