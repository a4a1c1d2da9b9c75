import { migration } from './migration.js';

export default migration(
  33,
  'feedback-days',
  `
-- The day alone: no key tells when somebody pressed.
alter table directory.feedback_key add column counted_on date not null default current_date;
alter table directory.feedback_key alter column counted_on drop default;
`,
  `
alter table directory.feedback_key drop column counted_on;
`,
);
