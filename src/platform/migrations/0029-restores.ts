import { migration } from './migration.js';

export default migration(
  29,
  'restores',
  `
-- In place, over what exists: asked for by one person with a reason, approved by another one, or refused with a reason.
alter table backup.restore
  add column asked_by text,
  add column reason text check (reason <> ''),
  add column due_at timestamptz,
  add column answered_by text,
  add column answer text check (answer <> ''),
  add column drops_original boolean not null default false,
  -- Restored together with others, in order of dependency.
  add column series_id uuid,
  add column position integer,
  drop constraint restore_target_check,
  drop constraint restore_state_check,
  add constraint restore_target_check check (target in ('beside', 'original', 'in-place')),
  add constraint restore_state_check check (state in ('asked', 'refused', 'running', 'done', 'failed')),
  add check ((target = 'in-place') = (asked_by is not null and reason is not null and due_at is not null)),
  add check (target <> 'in-place' or state in ('asked', 'refused') or answered_by <> asked_by),
  add check ((state = 'refused') = (answer is not null)),
  add check ((series_id is null) = (position is null));
create unique index restore_of_series on backup.restore (series_id, position) where series_id is not null;

-- A restored place and the original change names: forth, and back.
create table backup.switch (
  id uuid primary key,
  restore_id uuid not null references backup.restore,
  source_id text not null,
  way text not null check (way in ('forth', 'back')),
  place text not null,
  kept text,
  drops_kept boolean not null default false,
  state text not null check (state in ('running', 'done', 'failed')),
  begun_at timestamptz not null,
  ended_at timestamptz,
  trouble jsonb,
  check (state <> 'failed' or trouble is not null)
);
create index switch_of_source on backup.switch (source_id, begun_at desc);
create index switch_of_restore on backup.switch (restore_id, begun_at desc);
create unique index switch_one_running on backup.switch (source_id) where state = 'running';
`,
  `
drop table backup.switch;
delete from backup.restore where target = 'in-place';
alter table backup.restore drop column asked_by, drop column reason, drop column due_at, drop column answered_by, drop column answer,
  drop column drops_original, drop column series_id, drop column position,
  drop constraint restore_target_check, drop constraint restore_state_check,
  add constraint restore_target_check check (target in ('beside', 'original')),
  add constraint restore_state_check check (state in ('running', 'done', 'failed'));
`,
);
