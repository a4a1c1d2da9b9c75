import { migration } from './migration.js';

export default migration(
  38,
  'payments-in-place',
  `
-- What is found of a payment, and where it stands, is written for every row of a file. With no index on that and room left in each
-- page, PostgreSQL writes it where the payment stands, and touches no index; a worklist is read in the order of its settlement.
drop index backup.payment_on_worklist;
alter table backup.payment set (fillfactor = 45);
`,
  `
alter table backup.payment reset (fillfactor);
create index payment_on_worklist on backup.payment (settlement_id, state, id) where state is not null;
`,
);
