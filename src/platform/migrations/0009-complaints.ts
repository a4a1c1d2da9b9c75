import { migration } from './migration.js';

export default migration(
  9,
  'complaints',
  `
create schema complaints;

-- The only place in the database that holds how to reach a citizen who complained. Purging deletes the row.
create table complaints.sender (
  id uuid primary key,
  address text not null unique,
  region_code text,
  region_told_at timestamptz,
  last_at timestamptz not null
);

create table complaints.complaint (
  id uuid primary key,
  tracking text not null unique,
  door text not null check (door in ('sms', 'web', 'call')),
  state text not null check (state in ('received', 'answered-automatically', 'handed-on', 'answered', 'closed')),
  sender_id uuid references complaints.sender on delete set null,
  locale text not null default 'id' check (locale in ('id', 'en')),
  agency_code text,
  office_id text,
  service_id text,
  region_code text,
  handed_to text,
  close_reason text check (close_reason in ('answered', 'duplicate', 'not-a-complaint', 'withdrawn', 'no-reply')),
  received_at timestamptz not null,
  reply_by date not null,
  resolve_by date not null,
  answered_at timestamptz,
  silent_after date,
  closed_at timestamptz,
  purged_at timestamptz,
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (close_reason is not null)),
  check ((state = 'answered') <= (answered_at is not null))
);
create index complaint_open on complaints.complaint (reply_by, received_at) where state <> 'closed';
create index complaint_sender on complaints.complaint (sender_id, received_at);
create index complaint_purge on complaints.complaint (closed_at) where state = 'closed' and purged_at is null;

-- Everything that was said, in order. A message that became no complaint has no complaint_id.
create table complaints.message (
  id uuid primary key,
  number bigint generated always as identity,
  complaint_id uuid references complaints.complaint,
  sender_id uuid references complaints.sender on delete set null,
  door text not null check (door in ('sms', 'web', 'call')),
  key text,
  author text not null check (author in ('citizen', 'automatic', 'officer')),
  outcome text not null check (outcome in
    ('complaint', 'continued', 'added', 'status', 'unknown-agency', 'empty', 'flood', 'reply')),
  in_reply_to uuid references complaints.message,
  text text not null,
  at timestamptz not null,
  unique (door, key),
  check ((author = 'citizen') = (outcome <> 'reply'))
);
create index message_complaint on complaints.message (complaint_id, number);
create index message_sender on complaints.message (sender_id, at);
create index message_reply on complaints.message (in_reply_to);
create index message_loose on complaints.message (at) where complaint_id is null and author = 'citizen';

-- What we asked back: the next message of this conversation is read as its answer until the window closes.
create table complaints.question (
  complaint_id uuid primary key references complaints.complaint,
  sender_id uuid references complaints.sender on delete cascade,
  asks text not null check (asks in ('region', 'service')),
  choices jsonb not null,
  asked_at timestamptz not null,
  due_at timestamptz not null
);
create unique index question_sender on complaints.question (sender_id);

create table complaints.outgoing (
  id uuid primary key,
  message_id uuid not null references complaints.message,
  sender_id uuid references complaints.sender on delete set null,
  state text not null check (state in ('held', 'carried', 'waiting', 'sent', 'failed')),
  attempts int not null default 0,
  error text,
  due_at timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  gateway_reference text
);
create index outgoing_message on complaints.outgoing (message_id);
create index outgoing_sender on complaints.outgoing (sender_id);
create index outgoing_open on complaints.outgoing (due_at) where state = 'waiting';
`,
  `
drop schema complaints cascade;
`,
);
