import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DomainError } from '../platform/index.js';
import { readShelf } from './shelf.js';

let folder: string;
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'shelf-')), 'backup');
  await cp('backup', folder, { recursive: true });
});
afterEach(() => rm(path.dirname(folder), { recursive: true }));

const SOURCE = 'samsat-katang.yaml';

const CLUSTER = `id: server
name: Server basis data
office: samsat-katang
engine: pgbackrest
cluster: { setting: SERVER_DATABASE_URL, data: SERVER_DATA, work: SERVER_WORK }
schedule:
  take: { every: 6h, at: "01:00" }
  full: { every: 7d, at: "01:00" }
  differential: { every: 1d, at: "01:00" }
  prove: { every: 1d, at: "03:00" }
  verify: { every: 30d, at: "04:00" }
wal: { every: 5m }
vaults: [lokal]
retention: { last: 28 }
targets: { rpo: 1h, rto: 1h }
`;

async function change(name: string, from: string | RegExp, to: string): Promise<void> {
  const file = path.join(folder, name);
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
}

/** Where this text stands in a file: `backup/samsat-katang.yaml:28`. */
async function placeOf(name: string, text: string): Promise<string> {
  const lines = (await readFile(path.join(folder, name), 'utf8')).split('\n');
  return `backup/${name}:${lines.findIndex((line) => line.includes(text)) + 1}`;
}

function wrong(): { field: string; message: string }[] {
  try {
    readShelf(folder);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'backup.wrong-shelf') return error.context.fields ?? [];
    throw error;
  }
  return [];
}

describe('the backup shelf', () => {
  it('as it is shipped, is right', () => {
    const { sources, vaults } = readShelf(folder);
    expect(sources).toMatchObject([
      {
        id: 'samsat-katang-db',
        system: 'postgresql',
        office: 'samsat-katang',
        schedule: { take: { everyMs: 21_600_000, atMs: 3_600_000 } },
      },
      { id: 'samsat-katang-scans', engine: 'restic', office: 'samsat-katang', after: ['samsat-katang-db'] },
      { id: 'sinambung-db', system: 'postgresql', connection: { own: true } },
    ]);
    expect(vaults.map(({ kind }) => kind)).toEqual(['folder', 's3', 'minio']);
  });

  it.each([
    ['a wrong duration', SOURCE, 'every: 6h', 'every: sometimes', 'schedule.take.every: must be a number'],
    ['an unknown word', SOURCE, 'vaults: [lokal]', 'vaults: [lokal]\nkept: 3', 'kept'],
    ['a missing word', SOURCE, /retention: .*/, '', 'retention'],
    ['an unknown engine', SOURCE, 'engine: dump', 'engine: tape', 'engine'],
    ['an unknown system', SOURCE, 'system: postgresql', 'system: oracle', 'system: must be postgresql or mariadb'],
    ['YAML that is none', SOURCE, 'vaults: [lokal]', 'vaults: [28', ''],
    ['a time zone of elsewhere', SOURCE, 'zone: Asia/Jakarta', 'zone: Asia/Tokyo', 'schedule.zone'],
    ['retention of nothing', SOURCE, 'last: 28', 'last: 0', 'retention.last: must be at least 1'],
    ['a minimum that is none', 'archive-classes.yaml', 'minimum: 5y', 'minimum: long', 'classes.0.minimum'],
    ['an unknown kind of vault', 'vaults.yaml', 'kind: s3', 'kind: tape', 'vaults.1.kind'],
  ])('names file, line and word of %s', async (_, name, from, to, message) => {
    await change(name, from, to);
    const line = (await readFile(path.join(folder, name), 'utf8')).split('\n').findIndex((text) => text.includes(to)) + 1;
    const [first] = wrong();
    expect(first?.field).toMatch(new RegExp(`^backup/${name}:\\d+$`));
    if (to && !to.includes('[') && !to.includes('\n')) expect(first?.field).toBe(`backup/${name}:${line}`);
    expect(first?.message).toContain(message);
  });

  it.each([
    ['a key', SOURCE, 'retention: {', 'retension: {', 'file: Unrecognized key: "retension"; did you mean retention?'],
    ['a key below', SOURCE, 'rpo: 24h', 'rpoo: 24h', 'targets: Unrecognized key: "rpoo"; did you mean rpo?'],
    ['a key like no other', SOURCE, 'rpo: 24h', 'speed: 24h', 'targets: Unrecognized key: "speed"; accepted here: rpo, rto'],
    ['a key above lines', SOURCE, 'schedule:', 'schedul:', 'file: Unrecognized key: "schedul"; did you mean schedule?'],
    ['a vault', SOURCE, 'vaults: [lokal]', 'vaults: [lokl]', 'vaults: lokl is not in vaults.yaml; did you mean lokal?'],
    ['a source', 'systems.yaml', '[samsat-katang-db]', '[samsat-katang-dp]', 'no source samsat-katang-dp; did you mean'],
    ['an engine', SOURCE, 'engine: dump', 'engine: tape', "Expected 'dump' | 'restic' | 'pgbackrest'"],
  ])('names the line of %s misspelt, and the right word', async (_, name, from, to, message) => {
    await change(name, from, to);
    expect(wrong()[0]).toEqual({ field: await placeOf(name, to), message: expect.stringContaining(message) });
  });

  it('tells of a misspelt key once: not that the right one is missing too', async () => {
    await change(SOURCE, 'retention: {', 'retension: {');
    expect(wrong()).toHaveLength(1);
  });

  describe('with a folder', () => {
    const FOLDER = 'arsip.yaml';
    const lines = (text: string) =>
      text
        .replace(
          /^engine: dump\nsystem: .*\nconnection:\n( .*\n)+/m,
          'engine: restic\nfolder:\n  setting: ARSIP_FOLDER\nexclude: ["*.tmp"]\n',
        )
        .replace(/^(settlements|payments):\n([ -].*\n|#.*\n)+/gm, '')
        .replace(/^assertions:\n( .*\n)+/m, 'assertions:\n  - { name: ada berkas, files: "**/*.pdf", atLeast: 5 }\n');
    beforeEach(async () => {
      const text = (await readFile(path.join(folder, SOURCE), 'utf8')).replace(/^ *#.*\n/gm, '');
      await writeFile(path.join(folder, FOLDER), lines(text).replace('id: samsat-katang-db', 'id: arsip'));
    });

    it('is right, with what is left out and what must hold', () => {
      expect(wrong()).toEqual([]);
      expect(readShelf(folder).sources.find(({ id }) => id === 'arsip')).toMatchObject({
        engine: 'restic',
        folder: { setting: 'ARSIP_FOLDER' },
        exclude: ['*.tmp'],
        assertions: [{ files: '**/*.pdf', atLeast: 5 }],
      });
    });

    it.each([
      [
        'a path instead of a setting',
        'setting: ARSIP_FOLDER',
        'setting: /srv/arsip',
        'folder.setting: must be the name of an environment',
      ],
      ['what is left out by a whole path', '"*.tmp"', '"/srv/arsip/lama"', 'exclude.0: must be a path inside the folder'],
      ['what is left out above the folder', '"*.tmp"', '"../lain"', 'exclude.0: must stay inside the folder'],
      ['a pattern that restic reads otherwise', '"*.tmp"', '"**/x[1]"', 'exclude.0: may have * and ?'],
      ['no number of files', 'atLeast: 5', 'atLeast: 0', 'assertions.0'],
      ['a system', 'engine: restic', 'engine: restic\nsystem: postgresql', 'system'],
    ])('names %s', async (_, from, to, message) => {
      await change(FOLDER, from, to);
      expect(wrong()).toEqual([
        { field: expect.stringMatching(/^backup\/arsip\.yaml/), message: expect.stringContaining(message) },
      ]);
    });
  });

  it('knows a demonstration, and how payments are found, of PostgreSQL alone', async () => {
    await change(SOURCE, 'system: postgresql', 'system: mariadb');
    expect(wrong()).toEqual([
      { field: expect.any(String), message: expect.stringContaining('connection.demonstration: lies beside') },
      { field: expect.any(String), message: expect.stringContaining('payments: can be looked up') },
    ]);
  });

  it('lets a whole server go into any vault that promises no lock', async () => {
    await writeFile(path.join(folder, 'server.yaml'), CLUSTER.replace('vaults: [lokal]', 'vaults: [s3, lokal]'));
    expect(readShelf(folder).sources).toMatchObject([{}, {}, { engine: 'pgbackrest', wal: { everyMs: 300_000 } }, {}]);
    await change('vaults.yaml', '- id: s3', '- id: s3\n    lock: { days: 30, mode: compliance }');
    expect(wrong()).toEqual([
      {
        field: await placeOf('server.yaml', 'vaults:'),
        message: 'vaults: s3 promises a lock, which a repository of engine: pgbackrest cannot keep',
      },
    ]);
  });

  it.each([
    [
      'of another system',
      'engine: dump',
      'engine: dump\nsystem: mariadb',
      "connection.own: Sinambung's own database is PostgreSQL",
    ],
    ['with an address', 'own: true', 'own: true\n  setting: SINAMBUNG_DATABASE_URL', 'connection: Unrecognized key: "setting"'],
  ])('knows no own database %s', async (_, from, to, message) => {
    await change('sinambung.yaml', from, to);
    expect(wrong()).toEqual([{ field: expect.any(String), message: expect.stringContaining(message) }]);
  });

  it('tells all that is wrong at once, and a vault that is nowhere', async () => {
    await change(SOURCE, 'last: 28', 'last: 0');
    await change('vaults.yaml', 'kind: minio', 'kind: tape');
    expect(wrong()).toHaveLength(2);
    await change('vaults.yaml', 'kind: tape', 'kind: minio');
    await change(SOURCE, 'last: 0', 'last: 1');
    await change(SOURCE, 'vaults: [lokal]', 'vaults: [lokal, gudang]');
    expect(wrong()).toEqual([
      {
        field: await placeOf(SOURCE, 'gudang'),
        message: 'vaults: gudang is not in vaults.yaml; accepted here: lokal, s3, minio',
      },
    ]);
  });

  it('names the line of a policy that is shorter than its archive class, and what would do', async () => {
    await change(SOURCE, 'yearly: 7', 'yearly: 6');
    const lines = (await readFile(path.join(folder, SOURCE), 'utf8')).split('\n');
    expect(wrong()).toEqual([
      {
        field: `backup/${SOURCE}:${lines.findIndex((line) => line.includes('yearly: 6')) + 1}`,
        message: expect.stringMatching(/^retention: is shorter than its class pajak-kendaraan asks .*write yearly: 7 or more$/),
      },
    ]);
    await change(SOURCE, 'class: pajak-kendaraan', 'class: arsip-lain');
    expect(wrong()).toMatchObject([
      { message: expect.stringMatching(/^retention.class: arsip-lain is not in archive-classes.yaml; accepted here: /) },
    ]);
  });

  it('names a source that bears the id of another one: it would never be copied', async () => {
    await cp(path.join(folder, SOURCE), path.join(folder, 'samsat-lain.yaml'));
    expect(wrong()).toEqual([
      { field: await placeOf('samsat-lain.yaml', 'id: '), message: `id: samsat-katang-db is that of ${SOURCE}` },
    ]);
  });

  it.each([
    ['a vault', 'vaults.yaml', '- id: minio', '- id: s3', 'id: s3 stands here twice'],
    [
      'a system',
      'systems.yaml',
      'systems:',
      'systems:\n  - { id: basis-data-kendaraan, name: X, services: [x] }',
      'id: basis-data-kendaraan stands here twice',
    ],
    [
      'an archive class',
      'archive-classes.yaml',
      'classes:',
      'classes:\n  - { id: pajak-kendaraan, name: X, source: X, minimum: 1y, confirmed: false }',
      'id: pajak-kendaraan stands here twice',
    ],
    ['a vault of a source', SOURCE, 'vaults: [lokal]', 'vaults: [lokal, lokal]', 'vaults: lokal stands here twice'],
  ])('names %s that stands there twice', async (_, name, from, to, message) => {
    await change(name, from, to);
    expect(wrong()).toEqual([{ field: expect.stringMatching(new RegExp(`^backup/${name}:\\d+$`)), message }]);
  });

  it('names the file whose anchors would fill the memory', async () => {
    const bomb = Array.from(
      { length: 9 },
      (_, n) =>
        `a${n}: &a${n} [${Array(9)
          .fill(n ? `*a${n - 1}` : 'x')
          .join(', ')}]`,
    );
    await writeFile(path.join(folder, 'bom.yaml'), bomb.join('\n'));
    expect(wrong()).toEqual([{ field: 'backup/bom.yaml:1', message: expect.stringContaining('alias') }]);
  });

  it('names a system that says it is protected by a source that is nowhere', async () => {
    await change('systems.yaml', '[samsat-katang-db]', '[samsat-kediri-db]');
    expect(wrong()).toEqual([
      {
        field: await placeOf('systems.yaml', 'samsat-kediri-db'),
        message:
          'basis-data-kendaraan: there is no source samsat-kediri-db; accepted here: samsat-katang-db, samsat-katang-scans, sinambung-db',
      },
    ]);
  });
});
