import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { appendFile, mkdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { PointFiles } from '../../src/backup/engines/point-files.js';
import { carryRepository } from '../../src/backup/engines/restic/carrying.js';
import { folderCensus } from '../../src/backup/engines/restic/folder-census.js';
import { excluder } from '../../src/backup/engines/restic/folder-entries.js';
import { FolderExchange } from '../../src/backup/engines/restic/folder-exchange.js';
import { folderFacts } from '../../src/backup/engines/restic/folder-facts.js';
import { FolderPlaces } from '../../src/backup/engines/restic/folder-places.js';
import { restic, told } from '../../src/backup/engines/restic/program.js';
import { ResticRepositories } from '../../src/backup/engines/restic/repositories.js';
import { ResticEngine } from '../../src/backup/engines/restic/restic-engine.js';
import type { ResticManifest } from '../../src/backup/manifest.js';
import { Shelf } from '../../src/backup/shelf.js';
import type { FolderSource } from '../../src/backup/shelf-schema.js';
import { FolderVault } from '../../src/backup/vaults/folder-vault.js';
import { objectsBelow } from '../../src/backup/vaults/objects.js';
import type { Vault } from '../../src/backup/vaults/vault.js';
import { newId } from '../../src/platform/index.js';
import { cheapKey } from '../support/cheap-key.js';
import type { House } from '../support/house.js';
import { type EngineUnderTest, ID, type Rig } from './engine-contract.js';
import { namesContract } from './names-contract.js';

const SETTING = 'KONTRAK_FOLDER';
const EXCLUDED = ['*.tmp', 'sementara/lama'];
const FILES = 40;
/** People do not write as fast as a loop does. */
const WRITING_MS = 200;

/** The engine `restic` with a folder of scans, names that are not ASCII, links, empty folders and what is left out. */
export function resticIn(vault: EngineUnderTest['vault'], settings: () => NodeJS.ProcessEnv = () => ({})): EngineUnderTest {
  const above = mkdtempSync(path.join(tmpdir(), 'arsip-'));
  const folder = path.join(above, 'pindai');
  let written = 0;
  const largest = async (kind: string, vault: Vault) => {
    const found: { key: string; bytes: number }[] = [];
    for await (const object of vault.list(`${ID}/restic/repository/${kind}/`)) found.push(object);
    return found.sort((a, b) => b.bytes - a.bytes)[0]!.key;
  };
  const engine: EngineUnderTest = {
    shelf: {
      engine: 'restic',
      folder: { setting: SETTING },
      exclude: EXCLUDED,
      assertions: [{ name: 'ada pindaian', files: 'map/**/*.pdf', atLeast: FILES - 1 }],
    },
    setting: SETTING,
    get settings() {
      return settings();
    },
    vault,
    async make() {
      await mkdir(path.join(folder, 'map', '2025'), { recursive: true });
      await mkdir(path.join(folder, 'sementara', 'lama'), { recursive: true });
      await mkdir(path.join(folder, 'kosong'));
      for (let at = 0; at < FILES - 2; at++)
        await writeFile(path.join(folder, 'map', '2025', `berkas ${at}.pdf`), Buffer.alloc(20_000 + at, at));
      await writeFile(path.join(folder, 'map', 'Surat é "tanya" $HOME.pdf'), randomBytes(3_000_000));
      await writeFile(path.join(folder, 'sendiri.txt'), 'sendiri', { mode: 0o640 });
      await writeFile(path.join(folder, 'x.tmp'), 'tidak disalin');
      await writeFile(path.join(folder, 'sementara', 'lama', 'x'), 'tidak disalin');
      await symlink('map/2025', path.join(folder, 'tahun ini'));
      return folder;
    },
    original: () => folder,
    places: async (house: House) => {
      const proofs = path.join(house.data, 'proofs');
      const made = existsSync(proofs) ? readdirSync(proofs).map((name) => path.join(proofs, name)) : [];
      return [...readdirSync(above).map((name) => path.join(above, name)), ...made];
    },
    count: async (place) => copied(place),
    async write() {
      await appendFile(path.join(folder, 'map', '2025', 'berkas 1.pdf'), 'lagi');
      await writeFile(path.join(folder, 'map', `baru ${written++}.pdf`), 'baru');
      await setTimeout(WRITING_MS);
    },
    grows: 'map',
    drop: (place) => rm(place, { recursive: true, force: true }),
    async occupy(place) {
      await mkdir(place, { recursive: true });
      await writeFile(path.join(place, 'milik-lain.txt'), 'milik lain');
    },
    async halfDone(place, house) {
      await house.get(FolderPlaces).make(place, 1);
      await writeFile(path.join(place, 'separuh.pdf'), 'separuh');
    },
    manifest: {
      engine: 'restic',
      tables: [
        { name: '.', rows: 1, digest: expect.any(String) },
        { name: 'kosong', rows: 0, digest: expect.any(String) },
        { name: 'map', rows: FILES - 1, digest: expect.any(String) },
        { name: 'sementara', rows: 0, digest: expect.any(String) },
      ],
      shape: expect.objectContaining({ files: FILES, folders: 4, links: 1 }),
    },
    program: 'restic',
    ancient: { asked: 'version', says: 'restic 0.9.6 compiled with go1.11 on linux/amd64' },
    faults: [
      [
        'is killed half-way',
        '[[ " $* " == *" backup "* ]] || exec REAL "$@"; REAL "$@" | head -c 30; kill -9 $$',
        'backup.child-failed',
      ],
      [
        'fails after it wrote everything',
        '[[ " $* " == *" backup "* ]] || exec REAL "$@"; REAL "$@"; exit 1',
        'backup.child-failed',
      ],
      [
        'is cut short and says that all is well',
        '[[ " $* " == *" backup "* ]] || exec REAL "$@"; REAL "$@" | head -c 30; exit 0',
        'backup.cut-short',
      ],
      [
        'leaves out a file that it cannot read',
        `[[ " $* " == *" backup "* ]] || exec REAL "$@"; REAL "$@"; echo '{"message_type":"error","error":{},"item":"/a/b.pdf"}' >&2; exit 3`,
        'backup.files-unreadable',
      ],
      [
        'leaves out a file and says nothing',
        '[[ " $* " == *" backup "* ]] || exec REAL "$@"; exec REAL "$@" --exclude sendiri.txt',
        'backup.not-the-same',
      ],
    ],
    lost: [
      ['is no more', (at) => `${at}-tidak-ada`, 'backup.source-unreachable'],
      ['is empty, as where no disk is mounted', (at) => path.join(at, 'kosong'), 'backup.source-unreachable'],
      ['is named without its whole path', () => 'pindai', 'backup.wrong-folder'],
    ],
    objects: { pack: (_, at) => largest('data', at), key: async () => `${ID}/restic/key.age` },
    damage: [
      ['a flipped bit', 'pack'],
      ['a missing byte', 'pack'],
      ['a lost object', 'pack'],
      ['a lost object', 'key'],
    ],
    unreadable: ['a flipped bit', 'a missing end'],
    async isLeft(house, pointId, at) {
      const repositories = house.get(ResticRepositories);
      return (await repositories.snapshotOf(await repositories.open(ID, at), pointId)) !== undefined;
    },
    async byHand(howTo, _, at) {
      const commands = howTo.split('\n').filter((line) => /^ {3}(sha256sum|age|restic|chmod|rm|find) /.test(line));
      expect(commands).toHaveLength(12);
      const [id, en] = [commands.slice(0, 6), commands.slice(6)];
      const counts = [id, en].map((some) => execFileSync('bash', ['-e', '-c', some.join('\n')], { cwd: at, encoding: 'utf8' }));
      expect((await stat(path.join(at, 'NEW_FOLDER'))).mode & 0o777).toBe((await stat(folder)).mode & 0o777);
      return Number(counts[1]!.trim().split('\n').at(-1));
    },
    spare: async (house, at) => cheapKey(await house.get(ResticRepositories).open(ID, at)),
    more: (rig) => {
      more(folder, rig);
      namesContract(engine, rig);
    },
  };
  return engine;
}

function more(folder: string, { house, take, prove, vault, withProgram, failsWith }: Rig): void {
  const repositories = () => house().get(ResticRepositories);
  const check = async () => told(await repositories().open(ID, await vault()), ['check', '--read-data'], { lockless: true });

  it('adds to the vault only what is new, and says how much', async () => {
    await take();
    await writeFile(path.join(folder, 'map', 'baru.bin'), randomBytes(200_000));
    const { bytes, manifest } = await take();
    expect(manifest).toMatchObject({ engine: 'restic', repository: { added: bytes } });
    expect(bytes).toBeGreaterThan(200_000);
    expect(bytes).toBeLessThan(300_000);
    await rm(path.join(folder, 'map', 'baru.bin'));
  });

  it('takes one point away, also again after it was killed, and leaves the others whole', async () => {
    await writeFile(path.join(folder, 'map', 'lama.bin'), randomBytes(400_000));
    const old = await take();
    await rm(path.join(folder, 'map', 'lama.bin'));
    const kept = await take();
    const engine = house().get(ResticEngine);
    const manifest = old.manifest as ResticManifest;
    const repository = await repositories().open(ID, await vault());
    const before = await repositories().bytes(repository);
    const pruning = restic(repository, ['prune', '--max-unused', '0']);
    pruning.process.stdout.once('data', () => pruning.process.kill('SIGKILL'));
    await pruning.ended.catch(() => undefined);
    for (let again = 0; again < 2; again++) await engine.remove(manifest, await vault());
    await check();
    expect(await repositories().bytes(repository)).toBeLessThan(before);
    expect(await repositories().snapshotOf(repository, old.id)).toBeUndefined();
    expect(await prove(kept.id)).toMatchObject({ state: 'proven' });
  });

  it('leaves nothing of a copy that was never finished, and all of the others', async () => {
    const kept = await take();
    const engine = house().get(ResticEngine);
    const source = house().get(Shelf).source(ID) as FolderSource;
    const names = async (from: Vault, prefix: string) => (await objectsBelow(from, prefix)).map(({ key }) => key);
    const unfinished = { sourceId: ID, pointId: newId() };
    await engine.take(source, unfinished.pointId, await vault());
    await (await vault()).remove(`${ID}/${unfinished.pointId}/SHA256SUMS`);
    for (let again = 0; again < 2; again++) await engine.clear(unfinished, await vault());
    const repository = await repositories().open(ID, await vault());
    expect(await repositories().snapshotOf(repository, unfinished.pointId)).toBeUndefined();
    expect(await names(await vault(), `${ID}/${unfinished.pointId}/`)).toEqual([]);
    await engine.verify(kept.manifest as ResticManifest, await vault());
    const empty = new FolderVault('kosong', path.join(house().data, 'vaults', 'kosong'));
    await empty.prepare();
    await engine.clear(unfinished, empty);
    expect(await names(empty, '')).toEqual([]);
  });

  it('is carried into a second vault, with a key of its own, and read there', async () => {
    const { manifest } = (await take()) as { manifest: ResticManifest };
    const engine = house().get(ResticEngine);
    const second = new FolderVault('kedua', path.join(house().data, 'vaults', 'kedua'));
    await second.prepare();
    for (let again = 0; again < 2; again++) await engine.replicate(manifest, await vault(), second);
    await engine.verify(manifest, second);
    const [here, there] = [await repositories().open(ID, await vault()), await repositories().open(ID, second)];
    expect(there.password).not.toBe(here.password);
    await engine.remove(manifest, second);
    await expect(engine.verify(manifest, second)).rejects.toMatchObject({ code: 'backup.no-such-object' });
    await engine.verify(manifest, await vault());
  });

  it('is carried object by object where two stores have two keys, and never over another repository', async () => {
    const { manifest } = (await take()) as { manifest: ResticManifest };
    const engine = house().get(ResticEngine);
    const third = new FolderVault('ketiga', path.join(house().data, 'vaults', 'ketiga'));
    await third.prepare();
    const snapshot = await repositories().snapshot(await repositories().open(ID, await vault()), manifest);
    for (let again = 0; again < 2; again++) await carryRepository(repositories(), [ID, snapshot], await vault(), third);
    await house().get(PointFiles).describe(manifest, third);
    await engine.verify(manifest, third);
    await third.put(`${ID}/restic/repository/config`, Readable.from([Buffer.from('lain')]));
    await expect(carryRepository(repositories(), [ID, snapshot], await vault(), third)).rejects.toMatchObject({
      code: 'backup.other-repository',
    });
  });

  it('waits for no lock of somebody else, and says that the repository is busy', async () => {
    const repository = await repositories().open(ID, await vault());
    const holding = restic(repository, ['prune', '--max-unused', '0']);
    holding.process.stdout.resume();
    const isLocked = async () => {
      for await (const { key } of (await vault()).list(`${repository.path}/locks/`)) if (/\/[0-9a-f]{64}$/.test(key)) return true;
      return false;
    };
    while (!(await isLocked()) && holding.process.exitCode === null);
    holding.process.kill('SIGKILL');
    await holding.ended.catch(() => undefined);
    await expect(told(repository, ['prune'])).rejects.toMatchObject({ code: 'backup.repository-busy' });
    await told(repository, ['unlock']);
  });

  it('finds damage that two points share at the check of each of them', async () => {
    await writeFile(path.join(folder, 'map', 'bersama.bin'), randomBytes(500_000));
    const points = [await take(), await take()];
    await rm(path.join(folder, 'map', 'bersama.bin'));
    const found: { key: string; bytes: number }[] = [];
    for await (const one of (await vault()).list(`${ID}/restic/repository/data/`)) found.push(one);
    const { key } = found.sort((a, b) => b.bytes - a.bytes)[0]!;
    const before = await buffer(await (await vault()).get(key));
    const flipped = Buffer.from(before);
    flipped[before.length >> 1]! ^= 1;
    await (await vault()).put(key, Readable.from([flipped]));
    for (const { manifest } of points)
      await expect(
        house()
          .get(ResticEngine)
          .verify(manifest as ResticManifest, await vault()),
      ).rejects.toMatchObject({
        code: 'backup.damaged',
        context: { detail: expect.stringContaining(path.basename(key)) },
      });
    await (await vault()).put(key, Readable.from([before]));
  });

  it('fails where restic itself may not read a file, and names it', async () => {
    const secret = path.join(folder, 'map', 'rahasia.pdf');
    await writeFile(secret, 'rahasia', { mode: 0 });
    const real = execFileSync('bash', ['-c', 'command -v restic'], { encoding: 'utf8' }).trim();
    const asOthers = `exec setpriv --bounding-set=-dac_override,-dac_read_search ${real} "$@"`;
    await withProgram(asOthers, () => failsWith('backup.files-unreadable')).finally(() => rm(secret));
  });

  it('refuses a place that is not empty or has no room', async () => {
    const places = house().get(FolderPlaces);
    const place = path.join(path.dirname(folder), 'pindai_pulih_x');
    await mkdir(place);
    await writeFile(path.join(place, 'milik-lain.txt'), 'milik lain');
    await expect(places.make(place, 1)).rejects.toMatchObject({ code: 'backup.place-not-empty' });
    await places.discard(place);
    expect((await stat(path.join(place, 'milik-lain.txt'))).size).toBeGreaterThan(0);
    await rm(place, { recursive: true });
    await expect(places.make(place, Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({ code: 'backup.no-room' });
  });

  it('goes on after it was killed between two names, and changes none where another disk is', async () => {
    const [names, places] = [house().get(FolderExchange), house().get(FolderPlaces)];
    const place = path.join(path.dirname(folder), 'pindai_pulih_y');
    const kept = `${folder}_lama_x`;
    await places.make(place, 1);
    await writeFile(path.join(place, 'pulih.txt'), 'pulih');
    await names.exchange(folder, { place, kept });
    await rename(folder, place);
    for (let again = 0; again < 2; again++) await names.exchange(folder, { place, kept });
    expect(readdirSync(folder)).toEqual(['pulih.txt']);
    await names.exchange(folder, { place: kept, kept: place });
    await places.discard(place);
    const elsewhere = mkdtempSync('/dev/shm/arsip-');
    const there = path.join(elsewhere, 'pindai_pulih_z');
    await places.make(there, 1);
    await writeFile(path.join(there, 'pulih.txt'), 'pulih');
    await expect(names.exchange(folder, { place: there, kept })).rejects.toMatchObject({ code: 'backup.other-disk' });
    await expect(places.adopt(there, `${folder}_baru`)).rejects.toMatchObject({ code: 'backup.other-disk' });
    expect(readdirSync(path.dirname(folder))).toEqual(['pindai']);
    await rm(elsewhere, { recursive: true });
  });

  it('counts what is there now by its lists, or nothing where that takes too long', async () => {
    const isExcluded = excluder(EXCLUDED);
    const counted = (budget?: number) => folderCensus(folder, isExcluded, budget);
    const facts = await folderFacts(folder, { isExcluded });
    const rows = facts.tables.map(({ name, rows }) => ({ name, rows }));
    expect((await counted())?.tables.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(rows);
    expect(await counted(-1)).toBeUndefined();
  });
}

/** How many files there are that are not left out. */
function copied(place: string): number {
  const args = [place, '-type', 'f', '!', '-name', '*.tmp', '!', '-path', '*/sementara/lama/*'];
  return execFileSync('find', args, { encoding: 'utf8' }).split('\n').length - 1;
}
