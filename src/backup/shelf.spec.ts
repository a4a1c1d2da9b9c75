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
wal: { every: 5m }
vaults: [lokal]
keep: 28
targets: { rpo: 1h, rto: 1h }
`;

async function change(name: string, from: string | RegExp, to: string): Promise<void> {
  const file = path.join(folder, name);
  await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
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
    ]);
    expect(vaults.map(({ kind }) => kind)).toEqual(['folder', 's3', 'minio']);
  });

  it.each([
    ['a wrong duration', SOURCE, 'every: 6h', 'every: sometimes', 'schedule.take.every: must be a number'],
    ['an unknown word', SOURCE, 'keep: 28', 'keep: 28\nkept: 3', 'kept'],
    ['a missing word', SOURCE, 'keep: 28', '', 'keep'],
    ['an unknown engine', SOURCE, 'engine: dump', 'engine: tape', 'engine'],
    ['an unknown system', SOURCE, 'system: postgresql', 'system: oracle', 'system: must be postgresql or mariadb'],
    ['YAML that is none', SOURCE, 'keep: 28', 'keep: [28', ''],
    ['an unknown kind of vault', 'vaults.yaml', 'kind: s3', 'kind: tape', 'vaults.1.kind'],
  ])('names file, line and word of %s', async (_, name, from, to, message) => {
    await change(name, from, to);
    const line = (await readFile(path.join(folder, name), 'utf8')).split('\n').findIndex((text) => text.includes(to)) + 1;
    const [first] = wrong();
    expect(first?.field).toMatch(new RegExp(`^backup/${name}:\\d+$`));
    if (to && !to.includes('[') && !to.includes('\n')) expect(first?.field).toBe(`backup/${name}:${line}`);
    expect(first?.message).toContain(message);
  });

  it('knows a demonstration of PostgreSQL alone', async () => {
    await change(SOURCE, 'system: postgresql', 'system: mariadb');
    expect(wrong()).toEqual([
      { field: expect.any(String), message: expect.stringContaining('connection.demonstration: lies beside') },
    ]);
  });

  it('lets a whole server go into folders only', async () => {
    const server = CLUSTER.replace('vaults: [lokal]', 'vaults: [lokal, s3]');
    await writeFile(path.join(folder, 'server.yaml'), CLUSTER);
    expect(readShelf(folder).sources).toMatchObject([{}, { engine: 'pgbackrest', wal: { everyMs: 300_000 } }]);
    await writeFile(path.join(folder, 'server.yaml'), server);
    expect(wrong()).toEqual([
      { field: 'backup/server.yaml', message: 'vaults: s3 is no folder, and engine: pgbackrest works with folders only' },
    ]);
  });

  it('tells all that is wrong at once, and a vault that is nowhere', async () => {
    await change(SOURCE, 'keep: 28', 'keep: 0');
    await change('vaults.yaml', 'kind: minio', 'kind: tape');
    expect(wrong()).toHaveLength(2);
    await change('vaults.yaml', 'kind: tape', 'kind: minio');
    await change(SOURCE, 'keep: 0', 'keep: 1');
    await change(SOURCE, 'vaults: [lokal]', 'vaults: [lokal, gudang]');
    expect(wrong()).toEqual([{ field: `backup/${SOURCE}`, message: 'vaults: gudang is not in vaults.yaml' }]);
  });
});
