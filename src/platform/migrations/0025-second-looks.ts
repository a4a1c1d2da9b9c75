import { migration } from './migration.js';

export default migration(
  25,
  'second-looks',
  `
-- The keys of forms that were counted, so that a double tap counts once. A key is chance: it says nothing of who pressed.
create table directory.feedback_key (
  key uuid primary key
);

-- Who printed the sheet whose code reported it may have kept a copy: she is no second person.
alter table incidents.incident
  add column code_printed_by text check (code_printed_by is null or via = 'code'),
  add check (confirmed_by <> code_printed_by);
`,
  `
alter table incidents.incident drop column code_printed_by;
drop table directory.feedback_key;
`,
);
