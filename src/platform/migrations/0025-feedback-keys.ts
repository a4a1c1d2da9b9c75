import { migration } from './migration.js';

export default migration(
  25,
  'feedback-keys',
  `
-- The keys of forms that were counted, so that a double tap counts once. A key is chance: it says nothing of who pressed.
create table directory.feedback_key (
  key uuid primary key
);
`,
  `
drop table directory.feedback_key;
`,
);
