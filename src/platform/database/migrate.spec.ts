import { cloneDatabase, onServer } from '../../../test/support/postgres.js';
import { migrate, revert } from '../index.js';
import { MIGRATIONS } from '../migrations/index.js';

/** Everything that migrations make, as PostgreSQL itself describes it. */
const SHAPE = `
  select table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line
    from information_schema.columns where table_schema <> all($1)
  union all select schemaname || ': ' || indexdef from pg_indexes where schemaname <> all($1)
  union all select conrelid::regclass || ': ' || pg_get_constraintdef(oid) from pg_constraint where connamespace::regnamespace::text <> all($1)
  union all select tgrelid::regclass || ': ' || pg_get_triggerdef(oid) from pg_trigger
    where not tgisinternal and tgrelid::regclass::text !~ '^dbos[.]'
  order by 1`;
const NOT_OURS = ['pg_catalog', 'information_schema', 'public', 'dbos'];

const shape = (url: string) =>
  onServer(async (client) => (await client.query<{ line: string }>(SHAPE, [NOT_OURS])).rows.map(({ line }) => line), url);
const BEFORE_SERVICES = 12;

describe('migrations', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());
  const query = (sql: string) => onServer((client) => client.query(sql), database.url);

  it('are all taken back, one at a time, and make the same again', async () => {
    const before = await shape(database.url);
    expect(before.length).toBeGreaterThan(100);
    let later = before;
    for (const _ of MIGRATIONS) {
      await revert(database.url);
      const earlier = await shape(database.url);
      expect(earlier).not.toEqual(later);
      later = earlier;
    }
    expect(later).toEqual([]);
    await migrate(database.url);
    expect(await shape(database.url)).toEqual(before);
  });

  it('keep what is known: an older import speaks for the services whose obligations it brought', async () => {
    await revert(database.url, MIGRATIONS.length - BEFORE_SERVICES);
    const by = "'0190a5b0-0000-7000-8000-000000000001'";
    await query(`begin;
      insert into dispensation.import values (${by}, 'lama.csv', '', 1, 1, now(), 'uji');
      insert into dispensation.coverage values (${by}, 'samsat-katang', '[2025-09-01,2025-10-01)'), (${by}, 'samsat-pare', '[2025-09-01,2025-10-01)');
      insert into dispensation.obligation (vehicle_ref, plate, region_code, service_id, office_id, due_on, pkb, opsen, swdkllj, pnbp, import_id)
        values ('V-1', 'AG 1 XX', '35.06.03', 'pkb-tahunan', 'samsat-katang', '2025-09-02', 0, 0, 0, 0, ${by});
      commit`);
    await migrate(database.url);
    const { rows } = await query('select office_id, services from dispensation.coverage order by office_id');
    expect(rows).toEqual([
      { office_id: 'samsat-katang', services: ['pkb-tahunan'] },
      { office_id: 'samsat-pare', services: [] },
    ]);
  });
});
