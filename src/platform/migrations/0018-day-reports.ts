import { migration } from './migration.js';

export default migration(
  18,
  'day-reports',
  `
-- What an office said of its day. A report is never changed: the later one of a kind counts.
create table directory.day_report (
  id uuid primary key,
  office_id text not null references directory.office,
  day date not null,
  kind text not null check (kind in ('open', 'served', 'turned-away')),
  people integer check (people >= 0),
  note text,
  via text not null check (via in ('link', 'sms', 'call', 'console')),
  told_by text,
  at timestamptz not null,
  key text unique,
  check (kind <> 'served' or people is not null),
  check ((via = 'call') = (told_by is not null))
);
create index day_report_day on directory.day_report (office_id, day, at);
`,
  `
drop table directory.day_report;
`,
);
