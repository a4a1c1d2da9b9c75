import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CheckCatalogue, type Point, Sources } from '../../src/backup/index.js';
import { LogWatch } from '../../src/backup/workflows/log-watch.js';
import { type ClusterHouse, openClusterHouse, SERVER } from '../support/cluster-house.js';
import { recovering } from '../support/recovering.js';
import { replacing } from './engine-contract.js';

jest.setTimeout(120_000);

let open: ClusterHouse;
let whole: Point;
beforeAll(async () => {
  open = await openClusterHouse();
  whole = await take();
});
afterAll(() => open.close());

const { prove, ...copies } = recovering(() => open.house, SERVER);
const take = () => {
  open.house.clock.set(new Date());
  return copies.take();
};

describe('trouble with a whole server', () => {
  it('is signed in the catalogue, which finds it in the vault', async () => {
    expect(whole).toMatchObject({ state: 'verified' });
    expect(await open.house.get(CheckCatalogue).all()).toEqual([{ vaultId: 'lokal' }]);
  });

  it.each([
    ['another', true],
    ['no', false],
  ])('does not call a copy bad because %s key is here', async (_, another) => {
    const file = path.join(open.house.data, 'keys', 'backup.age.txt');
    const before = await readFile(file, 'utf8');
    await rm(file);
    if (another) await writeFile(file, execFileSync('age-keygen', { encoding: 'utf8', stdio: 'pipe' }));
    try {
      expect(await prove(whole.id)).toMatchObject({
        state: 'verified',
        trouble: { code: another ? 'backup.no-identity' : 'backup.key-lost' },
      });
      expect(await take()).toMatchObject({ state: 'failed', copies: [] });
    } finally {
      await writeFile(file, before, { mode: 0o600 });
    }
  });

  it('fails when the server does not answer, and its silence is an alarm', async () => {
    open.cluster.stop();
    expect(await take()).toMatchObject({ state: 'failed', trouble: { code: 'backup.source-unreachable' }, copies: [] });
    for (const minutes of [0, 20]) {
      open.house.clock.set(new Date(Date.now() + minutes * 60_000));
      await open.house.get(LogWatch).tick();
    }
    const { alarms } = await open.house.get(Sources).get(SERVER);
    await open.cluster.start();
    expect(alarms).toEqual(expect.arrayContaining(['last-failed', 'log-silent']));
  });

  it('fails when the vault is full, keeps nothing, and the next one is whole', async () => {
    const real = execFileSync('bash', ['-c', 'command -v pgbackrest'], { encoding: 'utf8' }).trim();
    const says = 'ERROR: [070]: unable to write to "x/bundle/1": [28] No space left on device';
    const full = `case " $* " in *" backup "*) echo '${says}' >&2; exit 70;; esac\nexec ${real} "$@"`;
    await replacing('pgbackrest', full, async () => {
      expect(await take()).toMatchObject({ state: 'failed', trouble: { code: 'backup.vault-full' }, copies: [] });
    });
    const next = await take();
    expect(next).toMatchObject({ state: 'verified', manifest: { repository: { standsOn: [{ pointId: whole.id }] } } });
    expect(await prove(next.id)).toMatchObject({ state: 'proven' });
  });
});
