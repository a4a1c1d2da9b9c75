import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { type Point, rolesOf, SwitchRestore } from '../../src/backup/index.js';
import { PointStore } from '../../src/backup/point-store.js';
import { Shelf } from '../../src/backup/shelf.js';
import { Tx } from '../../src/platform/index.js';
import { type EngineUnderTest, ID, type Rig, replacing } from './engine-contract.js';
import { namesContract } from './names-contract.js';
import { troubleContract } from './trouble-contract.js';

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
  /** Comes in as that role and does what it may: reads, adds a row, and calls what it may call. */
  workAsRole(database: string): Promise<void>;
  /** The address by a user who comes in, and may not read everything. */
  poor(): Promise<string>;
  /** The program that reads the roles, where it is one. */
  rolesProgram?: string;
  /** By the system's own client, as RESTORE.txt says. */
  loadRoles(sql: string): void;
  /** The same, into a database that is dropped again, then the rights where they are apart: how many rows came. */
  loadByHand(sql: string, rights?: string): Promise<number>;
}

export const ROWS = 2_000;
const SETTING = 'KONTRAK_DATABASE_URL';
const RIGHTS = 'rights.sql.zst.age';

/** The engine `dump` with a database of this system. */
export function dumpOf(system: SystemUnderTest): EngineUnderTest {
  let database = '';
  const rightsApart = system.system === 'postgresql';
  const object = (file: string) => async (point: Point) => `${ID}/${point.id}/${file}`;
  const engine: EngineUnderTest = {
    shelf: {
      engine: 'dump',
      system: system.system,
      connection: { setting: SETTING },
      assertions: [{ name: 'ada orang', sql: `select count(*) >= ${ROWS} from orang;` }],
    },
    setting: SETTING,
    vault: 'lokal',
    async make() {
      const url = await system.make();
      database = new URL(url).pathname.slice(1);
      return url;
    },
    original: () => database,
    places: () => system.databases(),
    count: (place) => system.count(place),
    write: () => system.write(),
    grows: 'orang',
    drop: (place) => system.drop(place),
    enter: (place) => system.enter(place),
    occupy: (place) => system.occupy(place),
    halfDone: (place) => system.occupy(place),
    manifest: {
      system: system.system,
      tables: expect.arrayContaining([{ name: expect.stringMatching(/orang$/), rows: ROWS, digest: expect.any(String) }]),
      shape: expect.objectContaining({ views: expect.any(Number) }),
      origin: expect.objectContaining({ database: expect.stringMatching(/^kontrak_/) }),
    },
    program: system.dump,
    ancient: { asked: '--version', says: system.ancient },
    faults: [
      ['is killed half-way', 'REAL "$@" | head -c 3000; kill -9 $$', 'backup.child-failed'],
      ['fails after it wrote everything', 'REAL "$@"; exit 1', 'backup.child-failed'],
      ['is cut short and says that all is well', 'REAL "$@" | head -c 3000; exit 0', 'backup.cut-short'],
    ],
    lost: [
      ['cannot be reached', (at) => at.replace(/:\d+\//, ':9/'), 'backup.source-unreachable'],
      ['is no more', (at) => at.replace(/[^/]+$/, 'tidak_ada'), 'backup.source-unreachable'],
      ['refuses the user', (at) => at.replace(/\/\/[^@]+@/, '//siapa:salah@'), 'backup.source-unreachable'],
      ['is of another system', (at) => at.replace(/^\w+/, 'oracle'), 'backup.wrong-address'],
    ],
    objects: {
      dump: object('dump.sql.zst.age'),
      roles: object('roles.sql.zst.age'),
      ...(rightsApart && { rights: object(RIGHTS) }),
    },
    damage: [
      ['a flipped bit', 'dump'],
      ['a missing byte', 'dump'],
      ['a lost object', 'dump'],
      ['a flipped bit', 'roles'],
      ...(rightsApart ? [['a flipped bit', 'rights'] satisfies [string, string]] : []),
    ],
    unreadable: ['a flipped bit', 'a missing byte'],
    isLeft: async (_, pointId, vault) => (await vault.head(`${ID}/${pointId}/dump.sql.zst.age`)) !== undefined,
    async byHand(howTo, _, folder) {
      expect(howTo.match(/age -d -i backup\.age\.txt \S+ \| zstd -d \|/g)).toHaveLength(rightsApart ? 6 : 4);
      const open = (file: string) => opened(path.join(folder, 'backup.age.txt'), path.join(folder, file));
      const sql = open('dump.sql.zst.age');
      expect(sql).toContain(system.endMarker);
      return system.loadByHand(sql, rightsApart ? open(RIGHTS) : undefined);
    },
    more: (rig) => {
      more(system, rig);
      troubleContract(engine, rig);
      namesContract(engine, rig);
    },
  };
  return engine;
}

function more(system: SystemUnderTest, { house, take, prove, restore, vault, keyFile, failsWith }: Rig): void {
  it('takes one statement for an assertion, which could write otherwise', async () => {
    const point = await take();
    const source = house().get(Shelf).database(ID);
    const { assertions } = source;
    source.assertions = [{ name: 'menulis', sql: 'commit; delete from orang; select true' }];
    const { state, trouble, place } = await restore({ pointId: point.id });
    source.assertions = assertions;
    expect([state, trouble?.code]).toEqual(['failed', 'backup.assertion-broken']);
    const rows = await system.count(place);
    await system.drop(place);
    expect(rows).toBe(point.manifest?.tables.find(({ name }) => /orang$/.test(name))?.rows);
  });

  it('lets an application work as before once the restored one has the name', async () => {
    const point = await take();
    const { id, place, originalName, proof } = await restore({ pointId: point.id });
    expect(proof?.rights?.first ?? []).toEqual([]);
    const turn = async (way: 'forth' | 'back') => {
      await house().get(SwitchRestore).run(house().as('recovery-officer'), { restoreId: id, way });
      await house().settle();
      await system.workAsRole(originalName);
    };
    await turn('forth');
    await turn('back');
    await system.drop(place);
  });

  it('keeps the roles beside it, without passwords, and a proof names those that are missing', async () => {
    const point = await take();
    expect(rolesOf(point.manifest)?.names).toContain(system.role);
    const sql = opened(keyFile(), path.join(house().data, 'vaults', 'lokal', ID, point.id, 'roles.sql.zst.age'));
    expect(sql).toMatch(/CREATE (USER|ROLE)/);
    expect(sql).not.toMatch(/rahasia|IDENTIFIED|PASSWORD '/);
    expect((await prove(point.id)).proof?.missingRoles).toEqual([]);
    await system.dropRole();
    const proven = await prove(point.id);
    expect(proven.proof?.missingRoles).toEqual([system.role]);
    expect(proven.proof?.rights).toBeUndefined();
    const { state, place, proof } = await restore({ pointId: point.id });
    expect({ state, ...(proof?.missingRoles && { missing: proof.missingRoles }) }).toEqual({
      state: 'done',
      missing: [system.role],
    });
    if (system.system === 'postgresql') expect(proof?.rights?.first[0]?.reason).toBe(`role "${system.role}" does not exist`);
    await system.drop(place);
    system.loadRoles(sql);
    expect((await prove(point.id)).proof?.missingRoles).toEqual([]);
    await system.dropRole();
  });

  it('restores the data all the same where the rights cannot be read, and says so', async () => {
    const point = await take();
    const key = `${ID}/${point.id}/${RIGHTS}`;
    const store = await vault();
    if (!(await store.head(key))) return;
    await store.remove(key);
    const { state, place, proof } = await restore({ pointId: point.id });
    expect([state, await system.count(place)]).toEqual(['done', proof?.tables.find(({ name }) => /orang$/.test(name))?.rowsNow]);
    expect(proof?.rights).toMatchObject({ given: 0, lacking: 1, first: [{ reason: expect.stringContaining('no-such-object') }] });
    await system.drop(place);
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
    await replacing(program, `[ "$1" = --version ] && exec ${real} "$@"\n${refused}`, async () => {
      const { state, manifest } = await take();
      const missing = rolesOf(manifest)?.missing;
      expect({ state, missing }).toEqual({ state: 'verified', missing: 'permission denied for table pg_authid' });
    });
  });

  it('stays verified, and says why, where no server is as new as the one that was copied', async () => {
    const point = await take();
    const origin = { ...point.manifest!.origin, version: '99.1' };
    const saved = { ...point, manifest: { ...point.manifest!, origin } };
    await house()
      .get(Tx)
      .housekeeping('test.newer', () => house().get(PointStore).save(saved));
    expect(await prove(point.id)).toMatchObject({ state: 'verified', trouble: { code: 'backup.server-too-old' } });
    expect(await restore({ pointId: point.id })).toMatchObject({ state: 'failed', trouble: { code: 'backup.server-too-old' } });
    expect(await system.databases()).toHaveLength(1);
  });
}

function opened(key: string, file: string): string {
  return execFileSync('bash', ['-o', 'pipefail', '-c', `age -d -i ${key} ${file} | zstd -d`], { encoding: 'utf8' });
}
