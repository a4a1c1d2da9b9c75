import { migration } from './migration.js';

export default migration(
  10,
  'announcements',
  `
create schema announcements;

create table announcements.announcement (
  id uuid primary key,
  incident_id uuid not null,
  state text not null check (state in ('current', 'cancelled')),
  published_at timestamptz not null,
  updated_at timestamptz not null,
  cancelled_at timestamptz,
  check ((state = 'cancelled') = (cancelled_at is not null))
);
create unique index announcement_incident on announcements.announcement (incident_id) where state = 'current';
create index announcement_updated on announcements.announcement (updated_at desc);

-- What was told, never changed afterwards: a change is a further message that refers to those before it.
create table announcements.message (
  id uuid primary key,
  announcement_id uuid not null references announcements.announcement,
  number int not null,
  kind text not null check (kind in ('alert', 'update', 'cancel')),
  reason text check (reason in ('reopened', 'mistake', 'withdrawn')),
  sender text not null,
  exercise boolean not null,
  sent_at timestamptz not null,
  facts jsonb not null,
  words jsonb not null,
  unique (announcement_id, number),
  check ((kind = 'cancel') = (reason is not null))
);

create function announcements.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what the public was told is never changed' using errcode = 'restrict_violation';
end $$;

create trigger message_stays before update or delete on announcements.message for each statement
  execute function announcements.refuse_change();

create table announcements.subscriber (
  id uuid primary key,
  address text not null unique,
  locale text not null check (locale in ('id', 'en')),
  state text not null check (state in ('pending', 'confirmed')),
  confirm_key text not null unique,
  leave_key text not null unique,
  asked_at timestamptz not null,
  confirm_by timestamptz not null,
  confirmed_at timestamptz,
  check ((state = 'confirmed') = (confirmed_at is not null))
);

-- One mail to one subscriber. 'attempted' is written before it is handed to the mail server: the outcome is unknown, and stays
-- so when the process dies; it then goes out again under the same message_header.
create table announcements.mail (
  id uuid primary key,
  subscriber_id uuid not null references announcements.subscriber on delete cascade,
  message_id uuid references announcements.message,
  message_header text not null unique,
  state text not null check (state in ('waiting', 'attempted', 'sent', 'failed')),
  attempts int not null default 0,
  queued_at timestamptz not null,
  attempted_at timestamptz,
  sent_at timestamptz,
  due_at timestamptz,
  error text
);
create unique index mail_once on announcements.mail (subscriber_id, message_id) where message_id is not null;
create index mail_message on announcements.mail (message_id);
create index mail_due on announcements.mail (due_at) where state = 'waiting';
`,
  `
drop schema announcements cascade;
`,
);
