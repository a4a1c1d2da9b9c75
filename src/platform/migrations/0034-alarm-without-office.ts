import { migration } from './migration.js';

export default migration(
  34,
  'alarm-without-office',
  `
-- The product's own database stands in no office.
alter table incidents.alarm alter column office_id drop not null;
alter table incidents.alarm add constraint alarm_about check (office_id is not null or source_id is not null);
`,
  `
alter table incidents.alarm drop constraint alarm_about;
delete from incidents.alarm where office_id is null;
alter table incidents.alarm alter column office_id set not null;
`,
);
