import { migration } from './migration.js';

export default migration(
  26,
  'vault-proofs',
  `
-- What was read back from the store after locking, never what was asked of it: the earliest end among the copy's objects.
alter table backup.copy
  add column locked_until timestamptz,
  add column lock_mode text check (lock_mode in ('governance', 'compliance')),
  add check ((locked_until is null) = (lock_mode is null));

-- What each credential could really do in a vault when it was last tried; \`apart\` says that the role has one of its own.
create table backup.probe (
  vault_id text not null,
  role text not null check (role in ('writer', 'prover', 'pruner')),
  apart boolean not null,
  at timestamptz not null,
  findings jsonb not null,
  trouble jsonb,
  primary key (vault_id, role)
);
`,
  `
drop table backup.probe;
alter table backup.copy drop column lock_mode, drop column locked_until;
`,
);
