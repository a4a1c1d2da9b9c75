import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { type House, openHouse } from '../../../test/support/house.js';
import { plantDump } from '../../../test/support/planted.js';
import { onServer } from '../../../test/support/postgres.js';
import { Clock, newId } from '../../platform/index.js';
import { Keyring } from '../engines/keyring.js';
import { PointStore } from '../point-store.js';
import { catalogueText, judge, nameOf, readCatalogue, sequenceOf } from './catalogue.js';
import { keyName } from './catalogue-files.js';
import { CatalogueStore } from './catalogue-store.js';
import { Catalogues } from './catalogues.js';
import { CheckCatalogue } from './check-catalogue.js';

const SOURCE = 'samsat-katang-db';

describe('a catalogue', () => {
  const digest = 'a'.repeat(64);
  const facts = {
    sequence: 7,
    previous: null,
    signedAt: '2025-08-30T15:00:00.000Z',
    kind: 'drill' as const,
    version: '1',
    key: digest,
    vaults: [],
    sources: [],
    parcel: { file: 'keys/1.tar.age', sha256: digest },
    points: [],
  };
  const text = catalogueText(facts);

  it('is read as it was written, and refused where it is none', () => {
    expect(readCatalogue(text)).toEqual({ format: 'sinambung-catalogue-1', ...facts });
    for (const wrong of ['', '{}', text.replace('"drill"', '"party"'), text.slice(0, -3)])
      expect(readCatalogue(wrong)).toBeUndefined();
  });

  it('has names that sort by number', () => {
    const number = fc.integer({ min: 1, max: 999_999_999_999 });
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(nameOf(a) < nameOf(b)).toBe(a < b);
        expect(sequenceOf(`${nameOf(a)}.json`)).toBe(a);
      }),
    );
  });

  it.each([
    ['none in a vault that never had one', undefined, { head: 3, inVault: 0 }, 'right'],
    ['none in a vault that had one', undefined, { head: 3, inVault: 2 }, 'rolled-back'],
    ['an unsigned one', { genuine: false }, { head: 7, inVault: 7 }, 'forged'],
    ['one under the number of another', { sequence: 8 }, { head: 8, inVault: 8 }, 'forged'],
    ['one that we signed otherwise', { text: text.replace('"1"', '"2"') }, { head: 7, inVault: 7 }, 'forged'],
    ['one that is older than it was', {}, { head: 9, inVault: 8 }, 'rolled-back'],
    ['one that is newer than all here', {}, { head: 6, inVault: 6 }, 'ahead'],
    ['the newest', {}, { head: 7, inVault: 7 }, 'right'],
    ['an older one in a vault that was away', {}, { head: 9, inVault: 7 }, 'right'],
  ])('%s', (_, found, known, verdict) => {
    const right = { sequence: 7, text, genuine: true };
    expect(judge(found && { ...right, ...found }, { ...known, digestOf: () => sha(text) })).toBe(verdict);
  });
});

describe('catalogues in a vault', () => {
  let house: House;
  const vault = () => path.join(house.data, 'vaults', 'lokal');
  const file = (point: string, name: string) => path.join(vault(), SOURCE, point, name);
  const check = async () => (await house.get(CheckCatalogue).all())[0]?.trouble?.code;
  const publish = () => house.get(Catalogues).publish();
  const newest = async () =>
    (await readdir(path.join(vault(), 'catalogue')))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .at(-1)!;
  const text = async () => readCatalogue(await readFile(path.join(vault(), 'catalogue', await newest()), 'utf8'))!;

  const point = async (hour: number): Promise<string> => {
    const takenAt = new Date(`2025-08-30T${String(hour).padStart(2, '0')}:00:00Z`);
    const pointId = await plantDump(house, ['lokal'], takenAt, sha(String(hour)));
    await publish();
    return pointId;
  };
  let first: string;
  let second: string;

  beforeAll(async () => {
    house = await openHouse();
    await house.get(Keyring).recipient();
    first = await point(1);
    second = await point(2);
  });
  afterAll(() => house.close());

  it('are signed, numbered, and name every point by its manifest', async () => {
    expect(await text()).toMatchObject({ sequence: 2, points: [{ pointId: first, vaults: ['lokal'] }, { pointId: second }] });
    expect(await check()).toBeUndefined();
  });

  it.each<[string, string, () => Promise<void>]>([
    [
      'a manifest swapped with an older one',
      'backup.manifest-swapped',
      () => cp(file(first, 'manifest.json'), file(second, 'manifest.json')),
    ],
    ['a point that is gone', 'backup.point-missing', () => rm(path.join(vault(), SOURCE, second), { recursive: true })],
    [
      'a point that nobody made',
      'backup.point-added',
      () => cp(path.join(vault(), SOURCE, first), path.join(vault(), SOURCE, newId()), { recursive: true }),
    ],
    [
      'a vault that was set back',
      'backup.catalogue-rolled-back',
      async () => rm(path.join(vault(), 'catalogue', await newest())),
    ],
    [
      'a text that was changed',
      'backup.catalogue-forged',
      async () => {
        const changed = path.join(vault(), 'catalogue', await newest());
        await writeFile(changed, (await readFile(changed, 'utf8')).replace('"verified"', '"proven"'));
      },
    ],
    [
      'a parcel of keys that would not open',
      'backup.damaged',
      async () => writeFile(path.join(vault(), (await text()).parcel.file), 'no parcel'),
    ],
    [
      'a signing key that is none',
      'backup.damaged',
      async () => writeFile(path.join(vault(), keyName((await text()).key)), 'no key'),
    ],
    [
      'a signature that was cut by the end of its line',
      'backup.catalogue-forged',
      async () => {
        const file = path.join(vault(), 'catalogue', (await newest()).replace('.json', '.sig'));
        await writeFile(file, (await readFile(file, 'utf8')).trimEnd());
      },
    ],
    [
      'a catalogue without a signature',
      'backup.catalogue-forged',
      async () => rm(path.join(vault(), 'catalogue', (await newest()).replace('.json', '.sig'))),
    ],
  ])('tell of %s', async (_, code, harm) => {
    await cp(vault(), `${vault()}-whole`, { recursive: true });
    await harm();
    expect(await check()).toBe(code);
    await rm(vault(), { recursive: true });
    await cp(`${vault()}-whole`, vault(), { recursive: true });
    expect(await check()).toBeUndefined();
  });

  it.each<[string, number, () => Promise<void>]>([
    ['', 4, async () => undefined],
    [', whatever somebody else laid on top', 6, () => writeFile(path.join(vault(), 'catalogue', '999999999999.json'), '{}')],
  ])('teach a database that was restored from an older point what was made since%s', async (_, sequence, harm) => {
    const known = (await house.get(CatalogueStore).points()).map(({ pointId }) => pointId);
    const third = await point(sequence - 1);
    await harm();
    await onServer(async (client) => {
      await client.query('delete from backup.catalogue where sequence > $1', [sequence - 2]);
      await client.query('delete from backup.catalogue_copy');
      await client.query('delete from backup.copy where point_id = $1', [third]);
      await client.query('delete from backup.point where id = $1', [third]);
      await client.query(
        `insert into backup.point (id, source_id, state, cause, begun_at) values (gen_random_uuid(), $1, 'running', 'schedule', now())`,
        [SOURCE],
      );
    }, house.url);
    const signedAt = house.get(Clock).now();
    house.clock.set(new Date(signedAt.getTime() + 3_600_000));
    await publish();
    expect((await house.get(PointStore).get(third)).verifiedAt).toEqual(signedAt);
    await rm(path.join(vault(), 'catalogue', '999999999999.json'), { force: true });
    expect(await text()).toMatchObject({ sequence });
    expect((await text()).points.map(({ pointId }) => pointId)).toEqual([...known, third]);
    const states = (await house.get(PointStore).ofSource(SOURCE)).map(({ state }) => state);
    expect(states).not.toContain('running');
    expect(states.filter((state) => state === 'verified')).toHaveLength(known.length + 1);
    expect(await check()).toBeUndefined();
  });

  it('go on in their order where a number lies that nobody could have reached', async () => {
    const far = path.join(vault(), 'catalogue', '999999999999.json');
    await writeFile(far, '{}');
    const { sequence = 0 } = (await house.get(CatalogueStore).head()) ?? {};
    await publish();
    expect(await check()).toBe('backup.catalogue-forged');
    await rm(far);
    expect(await text()).toMatchObject({ sequence: sequence + 1 });
    expect(await check()).toBeUndefined();
  });

  it('are not thinned by numbers that somebody else laid there', async () => {
    const last = (await text()).sequence;
    const forged = Array.from({ length: 120 }, (_, index) => path.join(vault(), `${nameOf(900_000 + index)}.json`));
    for (const one of forged) await writeFile(one, '{}');
    await house.get(Catalogues).thin();
    for (const one of forged) await rm(one);
    expect((await text()).sequence).toBe(last);
  });

  it('come with their key and the parcel of keys anew where those were spoilt', async () => {
    const { key, parcel } = await text();
    for (const spoilt of [keyName(key), parcel.file]) await writeFile(path.join(vault(), spoilt), 'spoilt');
    await publish();
    expect(await check()).toBeUndefined();
  });

  it('are never written twice, however many sign at once', async () => {
    await Promise.all(Array.from({ length: 4 }, publish));
    expect((await house.get(CatalogueStore).head())?.sequence).toBe((await text()).sequence);
    expect(await check()).toBeUndefined();
  });
});

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
