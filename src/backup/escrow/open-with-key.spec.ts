import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { generateX25519Identity } from 'age-encryption';
import { type House, openHouse, THE_NIGHT } from '../../../test/support/house.js';
import { newId, Tx } from '../../platform/index.js';
import { Catalogues } from '../catalogue/catalogues.js';
import { Keyring } from '../engines/keyring.js';
import { PointFiles } from '../engines/point-files.js';
import { seal } from '../engines/sealing.js';
import type { Manifest } from '../manifest.js';
import { PointStore } from '../point-store.js';
import { Vaults } from '../vaults/vaults.js';
import { sealTo } from './age.js';
import { OpenWithKey } from './open-with-key.js';
import { tar } from './tar.js';

const FILE = 'dump.sql.zst.age';
const DUMPED = 'sinambung-db';
const SHARED = 'samsat-katang-db';

let house: House;
let dumped: string;
const vault = () => path.join(house.data, 'vaults', 'lokal');
const attempt = async (identity: string) => {
  const tried = await house.get(OpenWithKey).try(vault(), identity, {});
  return tried.map(({ what, opens, trouble }) => [what, opens, trouble?.code]);
};

async function plant(more: Pick<Manifest, 'engine' | 'sourceId'> & object): Promise<string> {
  const [pointId, at] = [newId(), THE_NIGHT];
  const facts = {
    format: 'sinambung-manifest-1',
    pointId,
    takenAt: at.toISOString(),
    tool: 'x',
    origin: {},
    tables: [],
    shape: {},
  };
  const manifest = { ...facts, ...more } as unknown as Manifest;
  const begun = { id: pointId, sourceId: more.sourceId, state: 'running', cause: 'schedule', begunAt: at } as const;
  const whole = { state: 'verified', takenAt: at, storedAt: at, verifiedAt: at, bytes: 5, rawBytes: 9, manifest } as const;
  await house.get(Tx).housekeeping('test.plant', async () => {
    await house.get(PointStore).add(begun);
    await house.get(PointStore).save({ ...begun, ...whole, sha256: '0'.repeat(64) });
    await house.get(PointStore).saveCopy({ pointId, vaultId: 'lokal', state: 'verified' });
  });
  if (manifest.engine === 'dump') await house.get(PointFiles).describe(manifest, await house.get(Vaults).open('lokal', 'writer'));
  return pointId;
}

beforeAll(async () => {
  house = await openHouse();
  const recipient = await house.get(Keyring).recipient();
  const lokal = await house.get(Vaults).open('lokal', 'writer');
  const content = { file: FILE, bytes: 5, rawBytes: 9, sha256: createHash('sha256').update('x').digest('hex') };
  const origin = { version: '15', encoding: 'UTF8', collate: 'C', ctype: 'C' };
  dumped = await plant({ sourceId: DUMPED, engine: 'dump', content, origin } as never);
  await lokal.put(`${DUMPED}/${dumped}/${FILE}`, await seal(Readable.from([Buffer.from('select 1;')]), [recipient]));
  await plant({
    sourceId: SHARED,
    engine: 'restic',
    repository: { path: `${SHARED}/restic/repository`, snapshot: 'a', added: 5 },
  } as never);
  await lokal.put(`${SHARED}/restic/key.age`, Readable.from([await sealTo([recipient], 'password')]));
  await house.get(Catalogues).publish();
});
afterAll(() => house.close());

describe('a key that is tried on a vault', () => {
  it('opens the newest copy of every source, also of one in a repository, and the keys', async () => {
    expect(await attempt(house.get(Keyring).file)).toEqual([
      [SHARED, true, undefined],
      [DUMPED, true, undefined],
      ['keys', true, undefined],
    ]);
  });

  it('opens none of them where it is another one', async () => {
    const file = path.join(house.data, 'lain.txt');
    await writeFile(file, `${await generateX25519Identity()}\n`);
    expect((await attempt(file)).map(([, opens, trouble]) => [opens, trouble])).toEqual([
      [false, undefined],
      [false, undefined],
      [false, undefined],
    ]);
  });

  it('is not said to open the keys where others lie there that are sealed to it too', async () => {
    const folder = path.join(vault(), 'keys');
    const [parcel = ''] = await readdir(folder);
    const genuine = await readFile(path.join(folder, parcel));
    await writeFile(path.join(folder, parcel), await sealTo([await house.get(Keyring).recipient()], tar([])));
    expect((await attempt(house.get(Keyring).file)).at(-1)).toEqual(['keys', false, 'backup.damaged']);
    await writeFile(path.join(folder, parcel), genuine);
  });

  it('is not said to fail where the vault does', async () => {
    await rm(path.join(vault(), DUMPED, dumped, FILE));
    await rm(path.join(vault(), SHARED, 'restic'), { recursive: true });
    expect(await attempt(house.get(Keyring).file)).toEqual([
      [SHARED, false, 'backup.no-such-object'],
      [DUMPED, false, 'backup.no-such-object'],
      ['keys', true, undefined],
    ]);
  });
});
