import pg from 'pg';
import { onServer, testCluster } from '../../../test/support/postgres.js';
import { PgDatabases } from './pg-databases.js';

const ORIGINAL = `pertukaran_${process.pid}`;
const PLACE = `${ORIGINAL}_pulih`;
const KEPT = `${ORIGINAL}_lama`;
const WAITING = `select pid from pg_stat_activity where application_name = 'sinambung-backup' and wait_event_type = 'Lock' and query like '%rename to%${ORIGINAL}%'`;

const databases = new PgDatabases();
const origin = { encoding: 'UTF8', collate: 'C', ctype: 'C' };
const rows = async (sql: string) => (await onServer((client) => client.query(sql))).rows;
const open = async () =>
  (await rows(`select datname from pg_database where datallowconn and datname like '${ORIGINAL}%' order by 1`)).map(
    ({ datname }) => datname,
  );

beforeAll(async () => {
  for (const name of [ORIGINAL, PLACE]) await databases.create(testCluster().adminUrl, name, origin);
});
afterAll(async () => {
  for (const name of [ORIGINAL, PLACE, KEPT]) await databases.drop(testCluster().adminUrl, name);
});

it('lets everybody in again where the session that changes names is ended half-way', async () => {
  const other = new pg.Client({ connectionString: testCluster().adminUrl });
  await other.connect();
  await other.query(`begin; comment on database "${ORIGINAL}" is 'catatan'`);
  const exchanged = expect(
    databases.exchange(testCluster().adminUrl, ORIGINAL, { place: PLACE, kept: KEPT }),
  ).rejects.toMatchObject({ code: 'backup.source-unreachable' });
  let waiting = await rows(WAITING);
  while (waiting.length === 0) waiting = await rows(WAITING);
  expect(await open()).toEqual([]);
  await rows(`select pg_terminate_backend(${waiting[0].pid})`);
  await exchanged;
  await other.query('rollback');
  await other.end();
  expect(await open()).toEqual([ORIGINAL, PLACE]);
});
