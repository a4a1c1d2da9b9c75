import { migration } from './migration.js';

export default migration(
  7,
  'backup',
  `
create schema backup;

-- A vault is known by a marker that it got at its first use: an empty mount point is not the vault.
create table backup.vault (
  id text primary key,
  marker text not null,
  first_used_at timestamptz not null default now()
);

create table backup.point (
  id uuid primary key,
  source_id text not null,
  state text not null check (state in ('running', 'stored', 'verified', 'proven', 'failed')),
  cause text not null check (cause in ('schedule', 'person')),
  begun_at timestamptz not null,
  taken_at timestamptz,
  stored_at timestamptz,
  verified_at timestamptz,
  proven_at timestamptz,
  failed_at timestamptz,
  removed_at timestamptz,
  bytes bigint check (bytes > 0),
  raw_bytes bigint check (raw_bytes > 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  take_seconds double precision,
  prove_seconds double precision,
  -- json and not jsonb: its text, digest included, is what lies in the vault.
  manifest json,
  proof jsonb,
  trouble jsonb,
  check (state in ('running', 'failed') or (stored_at is not null and bytes is not null and sha256 is not null and manifest is not null)),
  check (state <> 'proven' or (proven_at is not null and proof is not null)),
  check (state <> 'failed' or trouble is not null)
);
create unique index point_one_running on backup.point (source_id) where state = 'running';
create index point_of_source on backup.point (source_id, begun_at desc);

create table backup.copy (
  point_id uuid not null references backup.point on delete cascade,
  vault_id text not null,
  state text not null check (state in ('stored', 'verified', 'failed')),
  read_at timestamptz,
  trouble jsonb,
  primary key (point_id, vault_id)
);

create table backup.restore (
  id uuid primary key,
  source_id text not null,
  point_id uuid not null references backup.point,
  target text not null check (target in ('beside', 'original')),
  place text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  phase text not null check (phase in ('waiting', 'loading', 'checking', 'ended')),
  begun_at timestamptz not null,
  ended_at timestamptz,
  bytes_total bigint not null,
  bytes_done bigint not null default 0,
  load_seconds double precision,
  seconds double precision,
  proof jsonb,
  trouble jsonb,
  check (state <> 'done' or proof is not null),
  check (state <> 'failed' or trouble is not null)
);
create index restore_of_source on backup.restore (source_id, begun_at desc);
create unique index restore_one_original on backup.restore (source_id) where state = 'running' and target = 'original';
`,
  `
drop schema backup cascade;
`,
);
