import { migration } from './migration.js';

export default migration(
  19,
  'answers-record',
  `
-- What was posted to the processes of this database: who missed a notification finds it here. Kept for hours, not for ever.
create table platform.bulletin (
  seq bigint generated always as identity primary key,
  posted_at timestamptz not null default now(),
  topic text not null,
  data jsonb
);
create index bulletin_posted on platform.bulletin (posted_at);

create index told_incident on answers.told ((facts -> 'usualStatus' ->> 'incidentId'), service_id, region_code);
`,
  `
drop index answers.told_incident;
drop table platform.bulletin;
`,
);
