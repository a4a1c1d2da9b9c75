import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Points, TakeBackup } from '../../src/backup/index.js';
import { Tx } from '../../src/platform/index.js';
import { type ClusterHouse, openClusterHouse, SERVER } from '../support/cluster-house.js';
import { killing } from '../support/killing.js';
import { recovering } from '../support/recovering.js';
import { startServer } from '../support/server.mjs';

const KILLS = 5;
const WITHIN_MS = 1_200;
const LIMIT_MS = 300_000;

describe('a backup of a whole server, killed by kill -9 at random moments and started again', () => {
  let open: ClusterHouse;
  beforeAll(async () => {
    open = await openClusterHouse();
    const { house } = open;
    await house.get(Tx).housekeeping('test.production', () => house.db.run(`update platform.instance set kind = 'production'`));
  }, LIMIT_MS);
  afterAll(() => open.close());

  const point = (id: string) => open.house.get(Points).get(id);
  const isOver = async (id: string) => ['verified', 'failed'].includes((await point(id)).state);
  const serve = () => {
    const { house, shelf } = open;
    const settings = { DATABASE_URL: house.url, SINAMBUNG_KIND: 'production', SINAMBUNG_BACKUP_SHELF: shelf };
    return startServer({ data: house.data, settings });
  };
  const folders = async (...below: string[]) =>
    (await readdir(path.join(open.house.data, 'vaults', 'lokal', SERVER, ...below))).filter((name) => /^\d/.test(name));

  it(
    'ends whole and proven, once, with one backup in the repository',
    async () => {
      const { id } = await open.house.get(TakeBackup).run(open.house.as('recovery-officer'), { sourceId: SERVER });
      const look = async () => expect(['running', 'stored', 'verified']).toContain((await point(id)).state);
      await killing({ serve, kills: KILLS, withinMs: WITHIN_MS, isOver: () => isOver(id), look });
      const taken = await point(id);
      expect(taken.trouble).toBeUndefined();
      expect(await folders()).toEqual([id]);
      expect(await folders('pgbackrest', 'repository', 'backup', SERVER)).toHaveLength(1);
      expect(await recovering(() => open.house, SERVER).prove(id)).toMatchObject({
        state: 'proven',
        proof: { tables: [{ same: true }], assertions: [{ held: true }] },
      });
      const told = await open.house.db.many<{ verb: string; times: number }>(
        `select verb, count(*) as times from audit.entry where subject_id = $1 group by verb having count(*) > 1`,
        [id],
      );
      expect(told).toEqual([]);
    },
    LIMIT_MS,
  );
});
