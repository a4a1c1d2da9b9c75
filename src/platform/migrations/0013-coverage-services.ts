import { migration } from './migration.js';

export default migration(
  13,
  'coverage-services',
  `
-- An import speaks only for the services that it names: of the others nothing is known, which is not 0.
alter table dispensation.coverage add column services text[];
update dispensation.coverage c set services = (
  select coalesce(array_agg(distinct o.service_id), '{}') from dispensation.obligation o
  where o.office_id = c.office_id and o.due_on >= lower(c.span) and o.due_on < upper(c.span)
);
alter table dispensation.coverage alter column services set not null;
`,
  `
alter table dispensation.coverage drop column services;
`,
);
