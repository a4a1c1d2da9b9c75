import { migration } from './migration.js';

export default migration(
  36,
  'leftovers',
  `
-- When the copy left its vault, and when that was last tried: what is removed and has not gone still lies there.
alter table backup.copy add column gone_at timestamptz, add column tried_at timestamptz;

-- What nobody answers in time is not done; until now nothing expired, so that what waits gets the whole time.
alter table backup.request add column due_at timestamptz;
update backup.request set due_at = case when state = 'waiting' then now() else asked_at end + interval '7 days';
alter table backup.request
  alter column due_at set not null,
  drop constraint request_state_check,
  drop constraint request_check,
  add constraint request_state_check check (state in ('waiting', 'expired', 'approved', 'refused')),
  add constraint request_check check ((state in ('waiting', 'expired')) = (decided_by is null));

-- An alarm of a source, or of what all sources share: \`*\`, the vaults and the keys.
alter table backup.alarm rename column source_id to about;
alter table incidents.alarm
  drop constraint alarm_kind_check,
  drop constraint alarm_about,
  add constraint alarm_kind_check check (kind in ('code-used', 'stale', 'not-open', 'data-notice-due', 'backup', 'keeping')),
  add constraint alarm_about check (office_id is not null or source_id is not null or kind = 'keeping');
`,
  `
delete from incidents.alarm where kind = 'keeping';
alter table incidents.alarm
  drop constraint alarm_kind_check,
  drop constraint alarm_about,
  add constraint alarm_kind_check check (kind in ('code-used', 'stale', 'not-open', 'data-notice-due', 'backup')),
  add constraint alarm_about check (office_id is not null or source_id is not null);
delete from backup.alarm where about = '*';
alter table backup.alarm rename column about to source_id;
update backup.request set state = 'refused', decided_by = 'system:backup', decided_at = due_at where state = 'expired';
alter table backup.request
  drop column due_at,
  drop constraint request_state_check,
  drop constraint request_check,
  add constraint request_state_check check (state in ('waiting', 'approved', 'refused')),
  add constraint request_check check ((state = 'waiting') = (decided_by is null));
alter table backup.copy drop column tried_at, drop column gone_at;
`,
);
