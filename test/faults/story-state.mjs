import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** Tables whose number of rows tells when the server happened to look, not what happened; what matters of them is in `CONTENT`. */
const RESTLESS = [
  'audit.entry',
  'audit.seal',
  'audit.head',
  'platform.instance',
  'platform.event',
  'platform.event_delivery',
  'backup.point',
  'backup.copy',
  'people.session',
  'people.sign_in_link',
  'people.failure',
];

/** What stands in the database at the end, without ids and times: the same story must give the same state. */
export async function storyState(data) {
  const client = new pg.Client({ connectionString: addressOf(data) });
  await client.connect();
  try {
    await settled(client);
    const counts = await rowCounts(client);
    const content = {};
    for (const [name, sql] of Object.entries(CONTENT))
      content[name] = (await client.query(sql)).rows.map((row) => Object.values(row).join(' | '));
    return { ledger: await ledger(client), counts, content };
  } finally {
    await client.end();
  }
}

/** Until nothing waits or runs any more. */
async function settled(client) {
  const waiting = `select count(*)::int as n from dbos.workflow_status where status in ('PENDING', 'ENQUEUED')`;
  while ((await client.query(waiting)).rows[0].n > 0) await new Promise((resolve) => setTimeout(resolve, 200));
}

/** How often each verb stands in the ledger; a message that the gateway sent again, the clock, and the link that each start prints are no deeds. */
async function ledger(client) {
  const { rows } = await client.query(
    `select verb, count(*)::int as n from audit.entry where verb not like 'demonstration.%' and verb <> 'people.issue-sign-in-link' and verb not like 'backup.%' and detail not like '%"repeated":true%' group by verb`,
  );
  return Object.fromEntries(rows.map(({ verb, n }) => [verb, n]));
}

async function rowCounts(client) {
  const { rows } = await client.query(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'public', 'dbos') order by 1`,
  );
  const counts = {};
  for (const { name } of rows) {
    if (RESTLESS.includes(name)) continue;
    counts[name] = (await client.query(`select count(*)::int as n from ${name}`)).rows[0].n;
  }
  return counts;
}

const CONTENT = {
  incidents: `select office_id, part, cause, state from incidents.incident order by 1, 2, 3, 4`,
  statuses: `select offering_id, status, count(*) from directory.offering_status group by 1, 2 order by 1, 2`,
  // How many copies the schedule took depends on when its clock ticked; each must have been dealt with once.
  backups: `select distinct verb, count(*) from audit.entry
    where verb like 'backup.%' and verb not like '%prove%' group by verb, subject_id order by 1, 2`,
  // A copy may be proven as often as somebody asks; each time that was asked ends once.
  proofs: `select count(*) filter (where verb = 'backup.prove') = count(*) filter (where verb = 'backup.record-proven') from audit.entry`,
  events: `select name, count(*) from platform.event where name not like 'backup.%' group by 1 order by 1`,
  deliveries: `select listener, outcome, count(*) from platform.event_delivery where listener not like '%backup.%' group by 1, 2 order by 1, 2`,
  notices: `select state, count(*) from dispensation.notice group by 1 order by 1`,
  workflows: `select name, status, count(*) from dbos.workflow_status where status in ('PENDING', 'ENQUEUED', 'ERROR') group by 1, 2 order by 1, 2`,
};

export function addressOf(data, database = 'sinambung') {
  const password = readFileSync(path.join(data, 'keys', 'postgres-password'), 'utf8').trim();
  const port = readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgresql://sinambung:${password}@127.0.0.1:${port}/${database}`;
}
