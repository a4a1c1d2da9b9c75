import { migration } from './migration.js';

export default migration(
  12,
  'answers',
  `
create schema answers;

-- What was told: one row whenever the facts behind the answer to one question changed. Never changed afterwards.
create table answers.told (
  id uuid primary key,
  service_id text not null,
  region_code text not null,
  told_from timestamptz not null,
  recorded_at timestamptz not null,
  digest text not null,
  facts jsonb not null,
  unique (service_id, region_code, told_from)
);

create function answers.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was told cannot be changed' using errcode = 'restrict_violation';
end $$;

create trigger told_append_only before update or delete or truncate on answers.told for each statement execute function answers.refuse_change();
`,
  `
drop schema answers cascade;
`,
);
