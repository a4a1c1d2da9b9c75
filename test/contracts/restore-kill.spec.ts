import { ApproveRestore, GenerateSamsat, RestorePoint, Restores } from '../../src/backup/index.js';
import { Tx } from '../../src/platform/index.js';
import { type House, openHouse } from '../support/house.js';
import { killing } from '../support/killing.js';
import { onServer, urlOf } from '../support/postgres.js';
import { recovering } from '../support/recovering.js';
import { startServer } from '../support/server.mjs';

const SOURCE = 'samsat-katang-db';
const DATABASE = `samsat_henti_${process.pid}`;
const VEHICLES = 60_000;
const KILLS = 4;
const WITHIN_MS = 1_500;
const LIMIT_MS = 240_000;

describe('a restore in place, killed by kill -9 at random moments and started again', () => {
  let house: House;
  beforeAll(async () => {
    process.env.SAMSAT_KATANG_DATABASE_URL = urlOf(DATABASE);
    house = await openHouse();
    await house.get(GenerateSamsat).run(VEHICLES);
    const { take, prove } = recovering(() => house, SOURCE);
    await prove((await take()).id);
    await sql('delete from pembayaran where kewajiban_id = 1', DATABASE);
    await sql('delete from kewajiban where id = 1', DATABASE);
    // A demonstration would fill the database anew.
    await house.get(Tx).housekeeping('test.production', () => house.db.run(`update platform.instance set kind = 'production'`));
  });
  afterAll(async () => {
    for (const [name] of await databases()) await sql(`drop database if exists "${name}" with (force)`);
    await house.close();
    delete process.env.SAMSAT_KATANG_DATABASE_URL;
  });

  const sql = async (text: string, database?: string) =>
    (await onServer((client) => client.query({ text, rowMode: 'array' }), database && urlOf(database))).rows as string[][];
  const databases = () => sql(`select datname from pg_database where datname like '${DATABASE}%' order by 1`);
  const rows = async () => Number((await sql('select count(*) from kewajiban', DATABASE))[0]?.[0]);
  const serve = () => startServer({ data: house.data, settings: { DATABASE_URL: house.url, SINAMBUNG_KIND: 'production' } });

  it(
    'ends done, once, with the original whole at every moment, and nothing left lying about',
    async () => {
      const command = { sourceId: SOURCE, target: 'in-place', reason: 'baris terhapus', dropsOriginal: true };
      const { id: restoreId } = await house.get(RestorePoint).run(house.as('recovery-officer'), command);
      await house.get(ApproveRestore).run(house.as('recovery-officer', 'second'), { restoreId });
      const isOver = async () => ['done', 'failed'].includes((await house.get(Restores).get(restoreId)).lastSwitch?.state ?? '');
      const look = async () => expect([VEHICLES - 1, VEHICLES]).toContain(await rows());
      await killing({ serve, kills: KILLS, withinMs: WITHIN_MS, isOver, look });
      const restore = await house.get(Restores).get(restoreId);
      expect(restore).toMatchObject({ state: 'done', nowAs: DATABASE, lastSwitch: { state: 'done', dropsKept: true } });
      expect(restore.proof?.tables.every(({ same }) => same)).toBe(true);
      expect(await rows()).toBe(VEHICLES);
      expect(await databases()).toEqual([[DATABASE]]);
      const told = await house.db.many<{ verb: string; times: number }>(
        `select verb, count(*) as times from audit.entry where verb like 'backup.%' and subject_id = $1 group by verb order by verb`,
        [restoreId],
      );
      expect(told.map(({ verb, times }) => [verb, times])).toEqual([
        ['backup.approve-restore', 1],
        ['backup.record-restored', 1],
        ['backup.record-switched', 1],
        ['backup.restore', 1],
        ['backup.switch', 1],
      ]);
    },
    LIMIT_MS,
  );
});
