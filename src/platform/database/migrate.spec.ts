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

describe('migrations', () => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  it('are all taken back, and make the same again', async () => {
    const before = await shape(database.url);
    expect(before.length).toBeGreaterThan(100);
    await revert(database.url, MIGRATIONS.length);
    expect(await shape(database.url)).toEqual([]);
    await migrate(database.url);
    expect(await shape(database.url)).toEqual(before);
  });

  it('are taken back one at a time', async () => {
    const before = await shape(database.url);
    await revert(database.url);
    expect((await shape(database.url)).length).toBeLessThan(before.length);
    await migrate(database.url);
    expect(await shape(database.url)).toEqual(before);
  });
});
