import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engines } from '../../src/backup/engines/engines.js';
import {
  ApproveRestore,
  type Point,
  Points,
  ProvePoint,
  RefuseRestore,
  RestorePoint,
  RestoreSeries,
  Restores,
  rolesOf,
  SwitchRestore,
  TakeBackup,
  VerifyPoint,
} from '../../src/backup/index.js';
import { PointStore } from '../../src/backup/point-store.js';
import { Shelf } from '../../src/backup/shelf.js';
import { type Source, sourceSchema } from '../../src/backup/shelf-schema.js';
import { SwitchStore } from '../../src/backup/switching/switch-store.js';
import { Tx } from '../../src/platform/index.js';
import { type House, openHouse } from '../support/house.js';

/** A database system under test. Its database holds a table `orang` of ROWS rows, a view, a key, and what this system has besides. */
export interface SystemUnderTest {
  system: 'postgresql' | 'mariadb';
  /** Makes the database and answers with its address. */
  make(): Promise<string>;
  /** All databases whose names begin as that of the source. */
  databases(): Promise<string[]>;
  count(database: string): Promise<number>;
  /** Adds one row to `orang` in a transaction of its own. */
  write(): Promise<void>;
  drop(database: string): Promise<void>;
  /** Comes in and stays, until it is sent away or gives up. */
  enter(database: string): Promise<{ gone: Promise<void> }>;
  /** One that holds a table of somebody's. */
  occupy(database: string): Promise<void>;
  dump: string;
  /** What the program says of itself when it is older than any server. */
  ancient: string;
  endMarker: string;
  /** A role that has rights in the database. */
  role: string;
  dropRole(): Promise<void>;
  /** The address by a user who comes in, and may not read everything. */
  poor(): Promise<string>;
  /** The program that reads the roles, where it is one. */
  rolesProgram?: string;
  /** By the system's own client, as RESTORE.txt says. */
  loadRoles(sql: string): void;
}

export const ROWS = 2_000;
const SETTING = 'KONTRAK_DATABASE_URL';
const ID = 'kontrak';

/** What every database system must do under the engine `dump`. */
export function engineContract(name: string, begin: () => SystemUnderTest | Promise<SystemUnderTest>): void {
  describe(`engine dump: ${name}`, () => {
    let system: SystemUnderTest;
    let house: House;
    let database: string;
    const officer = () => house.as('recovery-officer');

    beforeAll(async () => {
      system = await begin();
      process.env[SETTING] = await system.make();
      database = new URL(process.env[SETTING]).pathname.slice(1);
      house = await openHouse();
      (house.get(Shelf).sources as Source[]).push(sourceOf(system.system));
    });
    afterAll(async () => {
      for (const left of await system.databases()) await system.drop(left);
      await house.close();
      delete process.env[SETTING];
    });

    const take = async () => {
      const { id } = await house.get(TakeBackup).run(officer(), { sourceId: ID });
      await house.settle();
      return house.get(Points).get(id);
    };
    const prove = async (pointId: string) => {
      await house.get(ProvePoint).run(officer(), { pointId });
      await house.settle();
      return house.get(Points).get(pointId);
    };
    const restore = async (command: object) => {
      const { id } = await house.get(RestorePoint).run(officer(), { sourceId: ID, ...command });
      await house.settle();
      return house.get(Restores).get(id);
    };
    const vault = () => path.join(house.data, 'vaults', 'lokal');
    const fileOf = (point: Point, file = 'dump.sql.zst.age') => path.join(vault(), ID, point.id, file);
    const key = () => path.join(house.data, 'keys', 'backup.age.txt');
    const opened = (point: Point, file: string) =>
      execFileSync('bash', ['-o', 'pipefail', '-c', `age -d -i ${key()} ${fileOf(point, file)} | zstd -d`], { encoding: 'utf8' });

    it('stores it, reads it back, writes down what it holds, and proves it', async () => {
      const point = await take();
      expect(point).toMatchObject({ state: 'verified', manifest: { system: system.system, origin: { database } } });
      expect(point.manifest?.tables.find(({ name }) => name.endsWith('orang'))?.rows).toBe(ROWS);
      expect(point.manifest?.shape.views).toBeGreaterThan(0);
      expect((await stat(fileOf(point))).size).toBe(point.bytes);
      const proven = await prove(point.id);
      expect(proven).toMatchObject({ state: 'proven', proof: { assertions: [{ held: true }], missingRoles: [] } });
      expect(await system.databases()).toEqual([database]);
    });

    it('is of one moment, although others write', async () => {
      let writing = true;
      const writer = (async () => {
        for (; writing; ) await system.write();
      })();
      const points = [await take(), await take()];
      writing = false;
      await writer;
      for (const { id } of points) expect(await prove(id)).toMatchObject({ state: 'proven' });
    });

    it('can be restored by three standard tools, as its RESTORE.txt says', async () => {
      const point = await take();
      execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: path.dirname(fileOf(point)) });
      const howTo = await readFile(fileOf(point, 'RESTORE.txt'), 'utf8');
      expect(howTo.match(/age -d -i backup\.age\.txt \S+ \| zstd -d \|/g)).toHaveLength(4);
      expect(howTo).not.toContain('{{');
      const sql = opened(point, 'dump.sql.zst.age');
      expect(sql).toContain('Orang Contoh 1');
      expect(sql).toContain(system.endMarker);
    });

    it('keeps the roles beside it, without passwords, and a proof names those that are missing', async () => {
      const point = await take();
      expect(rolesOf(point.manifest)?.names).toContain(system.role);
      const sql = opened(point, 'roles.sql.zst.age');
      expect(sql).toMatch(/CREATE (USER|ROLE)/);
      expect(sql).not.toMatch(/rahasia|IDENTIFIED|PASSWORD '/);
      await system.dropRole();
      expect((await prove(point.id)).proof?.missingRoles).toEqual([system.role]);
      system.loadRoles(sql);
      expect((await prove(point.id)).proof?.missingRoles).toEqual([]);
      await system.dropRole();
    });

    it('refuses a second one of the same source at the same time', async () => {
      await house.get(TakeBackup).run(officer(), { sourceId: ID });
      await expect(house.get(TakeBackup).run(officer(), { sourceId: ID })).rejects.toMatchObject({
        code: 'backup.already-running',
      });
      await house.settle();
    });

    describe('that goes wrong', () => {
      const failsWith = async (code: string) => {
        const point = await take();
        expect(point).toMatchObject({ state: 'failed', trouble: { code } });
        expect(point.copies).toEqual([]);
        await expect(stat(fileOf(point))).rejects.toMatchObject({ code: 'ENOENT' });
        await expect(restore({ pointId: point.id })).rejects.toMatchObject({ code: 'backup.not-offered' });
      };

      it.each([
        ['is killed half-way', 'REAL "$@" | head -c 3000; kill -9 $$', 'backup.child-failed'],
        ['fails after it wrote everything', 'REAL "$@"; exit 1', 'backup.child-failed'],
        ['is cut short and says that all is well', 'REAL "$@" | head -c 3000; exit 0', 'backup.cut-short'],
        ['is older than the server', undefined, 'backup.tool-too-old'],
      ])('fails with a reason when the program %s, and leaves nothing behind', async (_, script, code) => {
        const real = execFileSync('bash', ['-c', `command -v ${system.dump}`], { encoding: 'utf8' }).trim();
        const text = script
          ? `[ "$1" = --version ] && exec ${real} "$@"\n${script.replace('REAL', real)}`
          : `echo "${system.ancient}"`;
        await withProgram(system.dump, text, () => failsWith(code));
      });

      it('fails when the vault has vanished, and does not make a new one in its place', async () => {
        await rename(vault(), `${vault()}-elsewhere`);
        try {
          await failsWith('backup.vault-vanished');
          await expect(stat(vault())).rejects.toMatchObject({ code: 'ENOENT' });
        } finally {
          await rename(`${vault()}-elsewhere`, vault());
        }
      });

      it('fails when the user who copies may not read everything, and names the rights', async () => {
        const before = process.env[SETTING] as string;
        process.env[SETTING] = await system.poor();
        await failsWith('backup.rights-missing').finally(() => {
          process.env[SETTING] = before;
        });
      });

      it('is a copy all the same where the roles may not be read, and says what is missing', async () => {
        const program = system.rolesProgram;
        if (!program) return;
        const real = execFileSync('bash', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
        const refused = 'echo "permission denied for table pg_authid" >&2; exit 1';
        await withProgram(program, `[ "$1" = --version ] && exec ${real} "$@"\n${refused}`, async () => {
          const { state, manifest } = await take();
          expect({ state, missing: manifest?.roles?.missing }).toEqual({
            state: 'verified',
            missing: 'permission denied for table pg_authid',
          });
        });
      });

      it.each([
        ['cannot be reached', (at: string) => at.replace(/:\d+\//, ':9/'), 'backup.source-unreachable'],
        ['is no more', (at: string) => at.replace(/[^/]+$/, 'tidak_ada'), 'backup.source-unreachable'],
        ['refuses the user', (at: string) => at.replace(/\/\/[^@]+@/, '//siapa:salah@'), 'backup.source-unreachable'],
        ['is of another system', (at: string) => at.replace(/^\w+/, 'oracle'), 'backup.wrong-address'],
      ])('fails when the source %s', async (_, change, code) => {
        const before = process.env[SETTING] as string;
        process.env[SETTING] = change(before);
        await failsWith(code).finally(() => {
          process.env[SETTING] = before;
        });
      });
    });

    describe('damage', () => {
      const flipped = async (file: string) => {
        const bytes = await readFile(file);
        bytes[Math.floor(bytes.length / 2)]! ^= 1;
        await writeFile(file, bytes);
      };
      const cut = async (file: string) => truncate(file, (await stat(file)).size - 1);

      it.each([
        ['a flipped bit', 'dump', flipped],
        ['a missing byte', 'dump', cut],
        ['a lost object', 'dump', (file: string) => rm(file)],
        ['a flipped bit', 'roles', flipped],
      ])('is caught when it is read back: %s in %s', async (_, file, mutate) => {
        const point = await take();
        await mutate(fileOf(point, `${file}.sql.zst.age`));
        await house.get(VerifyPoint).run(officer(), { pointId: point.id });
        await house.settle();
        expect(await house.get(Points).get(point.id)).toMatchObject({ state: 'failed', copies: [{ state: 'failed' }] });
        await expect(prove(point.id)).rejects.toMatchObject({ code: 'backup.not-offered' });
      });

      it.each([
        ['a flipped bit', flipped],
        ['a missing byte', cut],
      ])('is caught by a proof too, and no piece of a restore is left: %s', async (_, mutate) => {
        const point = await take();
        await mutate(fileOf(point));
        expect(await prove(point.id)).toMatchObject({ state: 'failed', trouble: { code: 'backup.damaged' } });
        expect(await system.databases()).toEqual([database]);
      });
    });

    it.each([
      ['another', true],
      ['no', false],
    ])('does not call a copy bad because %s key is here', async (_, another) => {
      const point = await take();
      const before = await readFile(key(), 'utf8');
      await rm(key());
      if (another) await writeFile(key(), execFileSync('age-keygen', { encoding: 'utf8', stdio: 'pipe' }));
      try {
        expect(await prove(point.id)).toMatchObject({
          state: 'verified',
          trouble: { code: another ? 'backup.no-identity' : 'backup.key-lost' },
        });
        expect(await system.databases()).toEqual([database]);
      } finally {
        await writeFile(key(), before, { mode: 0o600 });
      }
    });

    it('stays verified, and says why, where no server is as new as the one that was copied', async () => {
      const point = await take();
      const origin = { ...point.manifest!.origin, version: '99.1' };
      await house
        .get(Tx)
        .housekeeping('test.newer', () => house.get(PointStore).save({ ...point, manifest: { ...point.manifest!, origin } }));
      expect(await prove(point.id)).toMatchObject({ state: 'verified', trouble: { code: 'backup.server-too-old' } });
      expect(await system.databases()).toEqual([database]);
    });

    it('restores beside the original, again too after it was killed', async () => {
      const point = await prove((await take()).id);
      const { id } = await house.get(RestorePoint).run(officer(), { sourceId: ID, pointId: point.id });
      const { place } = await house.get(Restores).get(id);
      await system.occupy(place);
      await house.settle();
      const done = await house.get(Restores).get(id);
      expect(done).toMatchObject({ state: 'done', place, bytesDone: point.rawBytes });
      expect(await system.count(place)).toBe(await system.count(database));
      await system.drop(place);
    });

    it('refuses a name that is taken, and gives it once it is free', async () => {
      const point = await prove((await take()).id);
      const rows = await system.count(database);
      await expect(restore({ target: 'original' })).rejects.toMatchObject({ code: 'backup.name-taken' });
      await system.drop(database);
      const { id } = await house.get(RestorePoint).run(officer(), { sourceId: ID, pointId: point.id, target: 'original' });
      await system.occupy(database);
      await house.settle();
      const refused = await house.get(Restores).get(id);
      expect(refused).toMatchObject({ state: 'failed', trouble: { code: 'backup.name-taken' } });
      await system.drop(database);
      await system.drop(refused.place);
      expect(await restore({ pointId: point.id, target: 'original' })).toMatchObject({ state: 'done', place: database });
      expect(await system.databases()).toEqual([database]);
      expect(await system.count(database)).toBe(rows);
    });

    describe('changing names', () => {
      const turn = async (restoreId: string, way: 'forth' | 'back') => {
        await house.get(SwitchRestore).run(officer(), { restoreId, way });
        await house.settle();
        return (await house.get(Restores).get(restoreId)).lastSwitch;
      };
      const restored = async (command: object = {}) => {
        await prove((await take()).id);
        await system.write();
        return restore(command);
      };

      it('gives the restored one the name, keeps the original, and changes back', async () => {
        const { id, place } = await restored();
        const [now, then] = [await system.count(database), await system.count(place)];
        expect(now).toBe(then + 1);
        const { gone } = await system.enter(database);
        expect(await turn(id, 'forth')).toMatchObject({ state: 'done', kept: `${database}_lama_20250830` });
        await gone;
        expect(await system.count(database)).toBe(then);
        expect(await system.count(`${database}_lama_20250830`)).toBe(now);
        expect(await house.get(Restores).waysIn(id)).toMatchObject({ isUnchanged: true, database });
        await expect(turn(id, 'forth')).rejects.toMatchObject({ code: 'backup.not-switchable' });
        expect(await turn(id, 'back')).toMatchObject({ state: 'done', way: 'back' });
        expect(await system.count(database)).toBe(now);
        expect(await system.databases()).toEqual([database, place]);
        await expect(turn(id, 'back')).rejects.toMatchObject({ code: 'backup.not-switched' });
        await system.drop(place);
        await expect(turn(id, 'forth')).rejects.toMatchObject({ code: 'backup.place-gone' });
      });

      it('goes on after it was killed at any moment, and is done once', async () => {
        const { id, place } = await restored();
        const [now, then] = [await system.count(database), await system.count(place)];
        const { id: switchId, kept } = await house.get(SwitchRestore).run(officer(), { restoreId: id });
        const source = house.get(Shelf).source(ID);
        for (let again = 0; again < 2; again++) await house.get(Engines).of(source).exchange!(source, { place, kept });
        await house.settle();
        expect(await house.get(SwitchStore).get(switchId)).toMatchObject({ state: 'done' });
        expect([await system.count(database), await system.count(kept!)]).toEqual([then, now]);
        expect(await system.databases()).toEqual([database, kept]);
        await turn(id, 'back');
        await system.drop(place);
      });

      it('in place needs a reason and a second person, and keeps or drops the old one as it was asked', async () => {
        await expect(restored({ target: 'in-place' })).rejects.toMatchObject({ code: 'platform.bad-input' });
        for (const dropsOriginal of [false, true]) {
          const { id, state } = await restored({ target: 'in-place', reason: 'isi rusak', dropsOriginal });
          expect(state).toBe('asked');
          const then = (await system.count(database)) - 1;
          await expect(house.get(ApproveRestore).run(officer(), { restoreId: id })).rejects.toMatchObject({
            code: 'backup.same-person',
          });
          await house.get(ApproveRestore).run(house.as('recovery-officer', 'second'), { restoreId: id });
          await house.settle();
          const done = await house.get(Restores).get(id);
          expect(done).toMatchObject({ state: 'done', nowAs: database, lastSwitch: { state: 'done', dropsKept: dropsOriginal } });
          expect(await system.count(database)).toBe(then);
          const left = (await system.databases()).filter((name) => name !== database);
          expect(left).toEqual(dropsOriginal ? [] : [done.lastSwitch!.kept]);
          for (const name of left) await system.drop(name);
        }
      });

      it('in place does nothing once it was refused, or nobody answered in time', async () => {
        const asked = () => restored({ target: 'in-place', reason: 'isi rusak' });
        const second = house.as('recovery-officer', 'second');
        const refused = await asked();
        await house.get(RefuseRestore).run(second, { restoreId: refused.id, reason: 'masih dipakai' });
        const expired = await asked();
        house.clock.set('2025-09-02T22:00:00+07:00');
        expect(await house.get(Restores).get(refused.id)).toMatchObject({ state: 'refused', answer: 'masih dipakai' });
        expect(await house.get(Restores).get(expired.id)).toMatchObject({ state: 'expired' });
        const approve = (restoreId: string) => house.get(ApproveRestore).run(second, { restoreId });
        await expect(approve(refused.id)).rejects.toMatchObject({ code: 'backup.not-asked' });
        await expect(approve(expired.id)).rejects.toMatchObject({ code: 'backup.ask-expired' });
        expect(await system.databases()).toEqual([database]);
      });
    });

    it('restores several in order of dependency, and does not begin what needs a failed one', async () => {
      const ids = ['kontrak-c', 'kontrak-b', 'kontrak-a'];
      const after = [['kontrak-b'], ['kontrak-a'], []];
      const sources = house.get(Shelf).sources as Source[];
      sources.push(...ids.map((id, index) => ({ ...sourceOf(system.system), id, after: after[index]! })));
      for (const sourceId of ids) await house.get(TakeBackup).run(officer(), { sourceId });
      await house.settle();
      const begin = async () => {
        const [first] = await house.get(RestoreSeries).run(officer(), { sourceIds: ids });
        await house.settle();
        return house.get(Restores).series(first!.seriesId!);
      };
      const done = await begin();
      expect(done.map(({ sourceId, state }) => [sourceId, state])).toEqual([...ids].reverse().map((id) => [id, 'done']));
      for (const { place } of done) await system.drop(place);
      await rename(path.join(vault(), 'kontrak-a'), path.join(vault(), 'kontrak-x'));
      expect((await begin()).map(({ trouble }) => trouble?.code)).toEqual([
        'backup.no-such-object',
        'backup.dependency-failed',
        'backup.dependency-failed',
      ]);
      expect(await system.databases()).toEqual([database]);
      sources.splice(-ids.length);
    });

    it('foresees what is newer, from which measurement it knows the time, and whether there is room', async () => {
      const point = await prove((await take()).id);
      await system.write();
      const { newer, measured, room } = await house.get(Restores).preview(ID, point.id);
      expect(newer).toMatchObject({ rows: 1, fewer: 0, isEstimate: false, tables: [{ name: expect.stringMatching('orang') }] });
      expect(measured).toEqual({ what: 'proof', at: house.clock.now() });
      expect(room).toMatchObject({ fits: 'yes', freeBytes: expect.any(Number), neededBytes: point.proof!.bytes });
      const huge = { ...point, proof: { ...point.proof!, bytes: 1e18 } };
      await house.get(Tx).housekeeping('test.huge', () => house.get(PointStore).save(huge));
      await expect(restore({ pointId: point.id })).rejects.toMatchObject({ code: 'backup.no-room' });
    });
  });
}

function sourceOf(system: string): Source {
  return sourceSchema.parse({
    id: ID,
    name: 'Basis data contoh',
    office: 'samsat-katang',
    engine: 'dump',
    system,
    connection: { setting: SETTING },
    schedule: { take: { every: '6h', at: '01:00' }, prove: { every: '12h', at: '02:00' }, verify: { every: '7d', at: '03:00' } },
    vaults: ['lokal'],
    retention: { last: 50 },
    targets: { rpo: '24h', rto: '1h' },
    assertions: [{ name: 'ada orang', sql: `select count(*) >= ${ROWS} from orang;` }],
  });
}

/** Puts a program of this name before the real one. */
async function withProgram(name: string, script: string, work: () => Promise<void>): Promise<void> {
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
