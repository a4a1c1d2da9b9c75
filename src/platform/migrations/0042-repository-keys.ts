import { migration } from './migration.js';

export default migration(
  42,
  'repository-keys',
  `
-- Which key a repository was made with: anybody can seal another one to us, who may write into a vault.
create table backup.repository_key (
  vault_id text not null,
  folder text not null,
  digest text not null,
  seen_at timestamptz not null,
  primary key (vault_id, folder)
);
`,
  `
drop table backup.repository_key;
`,
);
