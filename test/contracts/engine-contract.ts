import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Point, Points, RestorePoint, Restores, TakeBackup, VerifyPoint } from '../../src/backup/index.js';
import { Shelf } from '../../src/backup/shelf.js';
import { type Source, sourceSchema } from '../../src/backup/shelf-schema.js';
import type { Vault } from '../../src/backup/vaults/vault.js';
import { Vaults } from '../../src/backup/vaults/vaults.js';
import { type House, openHouse } from '../support/house.js';
import { type Recovering, recovering } from '../support/recovering.js';

/** An engine under test with one source; nothing is begun before `make`. Its `count` is what the source holds: rows of a table, or files. */
export interface EngineUnderTest {
  /** What the shelf says of the source besides its id, its rhythm and its vaults; `setting` names where it is. */
  shelf: object;
  setting: string;
  settings?: NodeJS.ProcessEnv;
  vault: 'lokal' | 's3';
  /** Makes the source and answers with what its setting holds. */
  make(): Promise<string>;
  /** What this engine calls the source. */
  original(): string;
  /** Everything that is there of the source: itself, restored beside it, or thrown away later. */
  places(house: House): Promise<string[]>;
  count(place: string): Promise<number>;
  /** Adds one to what it holds, as somebody at work would. */
  write(): Promise<void>;
  /** The table or the folder to which that adds. */
  grows: string;
  drop(place: string): Promise<void>;
  /** Comes in and stays, until it is sent away or gives up. */
  enter?(place: string): Promise<{ gone: Promise<void> }>;
  /** Puts something of somebody's there. */
  occupy(place: string): Promise<void>;
  /** What an interrupted restore would have left there, which may be taken away. */
  halfDone(place: string, house: House): Promise<void>;
  manifest: object;
  program: string;
  /** What the program says of itself, and how it is asked, when it is older than any source. */
  ancient: { asked: string; says: string };
  /** Ways in which the program fails: a title, a script in which REAL is the program, and the error. */
  faults: [string, string, string][];
  /** Settings with which nothing can be copied. */
  lost: [string, (setting: string) => string, string][];
  /** The objects that hold a point, each of which is needed: a title and its key in the vault. */
  objects: Record<string, (point: Point, vault: Vault) => Promise<string>>;
  /** Which damage in which of them. */
  damage: [keyof typeof DAMAGE, string][];
  /** Which damage of the first of them a restore cannot overlook. */
  unreadable: (keyof typeof DAMAGE)[];
  /** What a failed backup must not leave behind. */
  isLeft(house: House, pointId: string, vault: Vault): Promise<boolean>;
  /** Carries out what RESTORE.txt says, in a folder that holds the vault's files and the key; how much came back. */
  byHand(howTo: string, point: Point, folder: string): Promise<number>;
  /** What spares the cases after the first one, without which they are the same. */
  spare?(house: House, vault: Vault): Promise<void>;
  /** What this engine does besides. */
  more?(rig: Rig): void;
}

/** A house with the source on its shelf, and what is done with it. */
export interface Rig extends Recovering {
  house(): House;
  vault(): Promise<Vault>;
  keyFile(): string;
  /** Runs the work with a program of this name before the real one. */
  withProgram(script: string, work: () => Promise<void>): Promise<void>;
  failsWith(code: string): Promise<void>;
}

export const ID = 'kontrak';
/** A store of several daemons begins with the first source that lies in it. */
const FIRST_START_MS = 300_000;

/** What every engine must do. */
export function engineContract(name: string, engine: EngineUnderTest): void {
  describe(`engine ${name}`, () => {
    let house: House;
    let original: string;
    const officer = () => house.as('recovery-officer');

    beforeAll(async () => {
      process.env[engine.setting] = await engine.make();
      original = engine.original();
      house = await openHouse({ settings: engine.settings });
      (house.get(Shelf).sources as Source[]).push(sourceOf(engine));
    }, FIRST_START_MS);
    afterAll(async () => {
      for (const left of await engine.places(house)) await engine.drop(left);
      await house.close();
      delete process.env[engine.setting];
    });

    const { take, prove, restore } = recovering(() => house, ID);
    const vault = () => house.get(Vaults).open(engine.vault, 'writer');
    const keyFile = () => path.join(house.data, 'keys', 'backup.age.txt');
    const failsWith = async (code: string) => {
      const point = await take();
      expect(point).toMatchObject({ state: 'failed', trouble: { code } });
      expect(point.copies).toEqual([]);
      await expect(restore({ pointId: point.id })).rejects.toMatchObject({ code: 'backup.not-offered' });
      return point;
    };
    const withProgram = (script: string, work: () => Promise<void>) => replacing(engine.program, script, work);

    it('stores it, reads it back, writes down what it holds, and proves it', async () => {
      const point = await take();
      expect(point).toMatchObject({ state: 'verified', manifest: engine.manifest });
      expect(point.bytes).toBeGreaterThan(0);
      const proven = await prove(point.id);
      expect(proven).toMatchObject({ state: 'proven', proof: { assertions: [{ held: true }] } });
      expect(await engine.places(house)).toEqual([original]);
      await engine.spare?.(house, await vault());
    });

    it('is of one moment, or says what was written to, although others write', async () => {
      let writing = true;
      const writer = (async () => {
        for (; writing; ) await engine.write();
      })();
      const points = await twice(take).finally(() => {
        writing = false;
        return writer;
      });
      for (const { id } of points) expect(await prove(id)).toMatchObject({ state: 'proven' });
    });

    it('can be restored by standard tools, as its RESTORE.txt says', async () => {
      const count = await engine.count(original);
      const point = await take();
      const folder = await mkdtemp(path.join(tmpdir(), 'tangan-'));
      await carry(await vault(), ID, folder);
      const here = path.join(folder, ID, point.id);
      await writeFile(path.join(here, 'backup.age.txt'), await readFile(keyFile()));
      execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: here });
      const howTo = await readFile(path.join(here, 'RESTORE.txt'), 'utf8');
      expect(howTo).not.toContain('{{');
      expect(await engine.byHand(howTo, point, here)).toBe(count);
      await rm(folder, { recursive: true });
    });

    engine.more?.({
      house: () => house,
      take,
      prove,
      restore,
      vault,
      keyFile,
      withProgram,
      failsWith: async (code) => void (await failsWith(code)),
    });

    it('refuses a second one of the same source at the same time', async () => {
      await house.get(TakeBackup).run(officer(), { sourceId: ID });
      await expect(house.get(TakeBackup).run(officer(), { sourceId: ID })).rejects.toMatchObject({
        code: 'backup.already-running',
      });
      await house.settle();
    });

    describe('that goes wrong', () => {
      it.each(engine.faults)('fails with a reason when the program %s, and leaves nothing behind', async (_, script, code) => {
        const real = execFileSync('bash', ['-c', `command -v ${engine.program}`], { encoding: 'utf8' }).trim();
        const text = `[ "$1" = ${engine.ancient.asked} ] && exec ${real} "$@"\n${script.replaceAll('REAL', real)}`;
        const failed: Point[] = [];
        await withProgram(text, async () => void failed.push(await failsWith(code)));
        expect(await engine.isLeft(house, failed[0]!.id, await vault())).toBe(false);
      });

      it('fails with the package to install when the program is too old', () =>
        withProgram(`echo "${engine.ancient.says}"`, async () => void (await failsWith('backup.tool-too-old'))));

      it('fails when the vault has vanished, and does not make a new one in its place', async () => {
        if (engine.vault !== 'lokal') return;
        const folder = path.join(house.data, 'vaults', 'lokal');
        await rename(folder, `${folder}-elsewhere`);
        try {
          await failsWith('backup.vault-vanished');
          await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
        } finally {
          await rename(`${folder}-elsewhere`, folder);
        }
      });

      it.each(engine.lost)('fails when the source %s', async (_, change, code) => {
        const before = process.env[engine.setting] as string;
        process.env[engine.setting] = change(before);
        await failsWith(code).finally(() => {
          process.env[engine.setting] = before;
        });
      });
    });

    describe('damage', () => {
      const objectOf = async (point: Point, title: string) => engine.objects[title]!(point, await vault());
      const heal = async (key: string, before: Buffer) => void (await (await vault()).put(key, Readable.from([before])));

      it.each(engine.damage)('is caught when it is read back, and named: %s in %s', async (kind, title) => {
        const point = await take();
        const key = await objectOf(point, title);
        const before = await buffer(await (await vault()).get(key));
        await DAMAGE[kind]!(await vault(), key, before);
        await house.get(VerifyPoint).run(officer(), { pointId: point.id });
        await house.settle();
        const found = await house.get(Points).get(point.id);
        expect(found).toMatchObject({ state: 'failed', copies: [{ state: 'failed' }] });
        expect(JSON.stringify(found.trouble)).toContain(path.basename(key));
        await expect(prove(point.id)).rejects.toMatchObject({ code: 'backup.not-offered' });
        await heal(key, before);
      });

      it.each(engine.unreadable)('is caught by a proof too, and no piece of a restore is left: %s', async (kind) => {
        const point = await take();
        const key = await objectOf(point, Object.keys(engine.objects)[0]!);
        const before = await buffer(await (await vault()).get(key));
        await DAMAGE[kind]!(await vault(), key, before);
        expect(await prove(point.id)).toMatchObject({ state: 'failed', trouble: { code: 'backup.damaged' } });
        expect(await engine.places(house)).toEqual([original]);
        await heal(key, before);
      });
    });

    it.each([
      ['another', true, 'backup.no-identity'],
      ['no', false, 'backup.key-lost'],
    ])('does not call a copy bad because %s key is here', async (_, another, code) => {
      const point = await take();
      const before = await readFile(keyFile(), 'utf8');
      await rm(keyFile());
      if (another) await writeFile(keyFile(), execFileSync('age-keygen', { encoding: 'utf8', stdio: 'pipe' }));
      try {
        expect(await prove(point.id)).toMatchObject({ state: 'verified', trouble: { code } });
        expect(await engine.places(house)).toEqual([original]);
      } finally {
        await writeFile(keyFile(), before, { mode: 0o600 });
      }
    });

    it('restores beside the original, again too after it was killed', async () => {
      const point = await prove((await take()).id);
      const { id } = await house.get(RestorePoint).run(officer(), { sourceId: ID, pointId: point.id });
      const { place } = await house.get(Restores).get(id);
      await engine.halfDone(place, house);
      await house.settle();
      const done = await house.get(Restores).get(id);
      expect(done).toMatchObject({ state: 'done', place, bytesDone: point.rawBytes });
      expect(await engine.count(place)).toBe(await engine.count(original));
      await engine.drop(place);
    });

    it('refuses a name that is taken, and gives it once it is free', async () => {
      const point = await prove((await take()).id);
      const count = await engine.count(original);
      await expect(restore({ target: 'original' })).rejects.toMatchObject({ code: 'backup.name-taken' });
      await engine.drop(original);
      const { id } = await house.get(RestorePoint).run(officer(), { sourceId: ID, pointId: point.id, target: 'original' });
      await engine.occupy(original);
      await house.settle();
      const refused = await house.get(Restores).get(id);
      expect(refused).toMatchObject({ state: 'failed', trouble: { code: 'backup.name-taken' } });
      await engine.drop(original);
      await engine.drop(refused.place);
      expect(await restore({ pointId: point.id, target: 'original' })).toMatchObject({ state: 'done', place: original });
      expect(await engine.places(house)).toEqual([original]);
      expect(await engine.count(original)).toBe(count);
    });
  });
}

const DAMAGE: Record<string, (vault: Vault, key: string, bytes: Buffer) => Promise<unknown>> = {
  'a flipped bit': (vault, key, bytes) => {
    const flipped = Buffer.from(bytes);
    flipped[Math.floor(bytes.length / 2)]! ^= 1;
    return vault.put(key, Readable.from([flipped]));
  },
  'a missing byte': (vault, key, bytes) => vault.put(key, Readable.from([bytes.subarray(0, -1)])),
  'a missing end': (vault, key, bytes) => vault.put(key, Readable.from([bytes.subarray(0, bytes.length / 2)])),
  'a lost object': (vault, key) => vault.remove(key),
};

export function sourceOf({ shelf, vault }: EngineUnderTest): Source {
  return sourceSchema.parse({
    id: ID,
    name: 'Sumber contoh',
    office: 'samsat-katang',
    schedule: { take: { every: '6h', at: '01:00' }, prove: { every: '12h', at: '02:00' }, verify: { every: '30d', at: '03:00' } },
    vaults: [vault],
    retention: { last: 50 },
    targets: { rpo: '24h', rto: '1h' },
    ...shelf,
  });
}

/** What a vault holds of a source, as files. */
async function carry(vault: Vault, sourceId: string, folder: string): Promise<void> {
  for await (const { key } of vault.list(`${sourceId}/`)) {
    const file = path.join(folder, ...key.split('/'));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, await vault.get(key));
  }
}

/** Puts a program of this name before the real one. */
export async function replacing(name: string, script: string, work: () => Promise<void>): Promise<void> {
  const bin = await mkdtemp(path.join(tmpdir(), 'bin-'));
  const before = process.env.PATH;
  await writeFile(path.join(bin, name), `#!/bin/bash\n${script}\n`);
  await chmod(path.join(bin, name), 0o755);
  process.env.PATH = `${bin}:${before}`;
  try {
    await work();
  } finally {
    process.env.PATH = before;
    await rm(bin, { recursive: true });
  }
}

async function twice<T>(work: () => Promise<T>): Promise<T[]> {
  return [await work(), await work()];
}
