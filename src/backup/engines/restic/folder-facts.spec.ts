import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { appendFile, chmod, lstat, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { jest } from '@jest/globals';
import { FolderDigests } from './folder-digests.js';
import { entriesOf, excluder } from './folder-entries.js';
import { folderFacts, tarFacts } from './folder-facts.js';
import { FolderThread } from './folder-thread.js';

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);
const facts = () => folderFacts(folder);
const tarred = () => spawn('tar', ['--format=posix', '-C', folder, '-c', ...readdirSync(folder)]).stdout;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'folder-'));
  await mkdir(at('a', 'dalam'), { recursive: true });
  await mkdir(at('kosong'));
  await writeFile(at('a', 'satu.pdf'), 'satu');
  await writeFile(at('a', 'dalam', 'besar.bin'), Buffer.alloc(3_000_001, 7));
  await writeFile(at('lepas.txt'), '');
  await symlink('a/satu.pdf', at('tautan'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('facts of a folder', () => {
  it('count what is in it, part by part', async () => {
    const { tables, shape } = await facts();
    expect(shape).toEqual({ files: 3, folders: 3, links: 1, bytes: 3_000_005 });
    expect(tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['.', 1],
      ['a', 2],
      ['kosong', 0],
    ]);
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['a byte', 'a', () => writeFile(at('a', 'satu.pdf'), 'sate')],
    ['a name', 'a', () => rename(at('a', 'satu.pdf'), at('a', 'dua.pdf'))],
    ['a mode', 'a', () => chmod(at('a', 'satu.pdf'), 0o600)],
    ['a place', 'a', () => rename(at('a', 'satu.pdf'), at('a', 'dalam', 'satu.pdf'))],
    ['where a link leads', '.', () => rm(at('tautan')).then(() => symlink('a/dua.pdf', at('tautan')))],
    ['a file that turns into a link', 'a', () => rm(at('a', 'satu.pdf')).then(() => symlink('satu', at('a', 'satu.pdf')))],
    ['an empty folder', 'kosong', () => rm(at('kosong'), { recursive: true })],
  ])('show %s that changed, in its part alone', async (_, part, change) => {
    const before = await facts();
    await change();
    const after = await facts();
    const digest = ({ tables }: typeof before, wanted: string) => tables.find(({ name }) => name === wanted)?.digest;
    for (const name of ['.', 'a', 'kosong'])
      expect([name, digest(before, name) === digest(after, name)]).toEqual([name, name !== part]);
  });

  it('pass over a folder that goes after it was seen', async () => {
    await mkdir(at('b'));
    await writeFile(at('b', 'satu'), '');
    const other = { a: 'b', b: 'a' };
    const isExcluded = (path: string) => {
      if (path.startsWith('a/') || path.startsWith('b/'))
        rmSync(at(other[path[0] as 'a' | 'b']), { recursive: true, force: true });
      return false;
    };
    expect((await folderFacts(folder, { isExcluded })).tables.map(({ name }) => name)).toEqual(['.', 'a', 'b', 'kosong']);
  });

  it.each([
    ['small.*', ['small.txt']],
    ['dalam', ['dalam', 'a/dalam']],
    ['a/dalam', ['a/dalam', 'x/a/dalam']],
    ['?.é', ['ü.é']],
  ])('leave out %s', (pattern, paths) => {
    const isExcluded = excluder([pattern]);
    for (const one of paths) expect([one, isExcluded(Buffer.from(one).toString('latin1'))]).toEqual([one, true]);
    expect(['smaller', 'a', 'dalam.txt', 'a/x'].filter(isExcluded)).toEqual([]);
  });
});

describe('what was read of a folder before', () => {
  const SETTLED_MS = 10_000;
  let read: jest.SpiedFunction<FolderThread['read']>;
  beforeEach(() => {
    read = jest.spyOn(FolderThread.prototype, 'read');
  });
  afterEach(() => jest.restoreAllMocks());

  /** What had to be read. */
  const again = async (known = new FolderDigests(at('lembar'))) => {
    read.mockClear();
    const found = await folderFacts(at('a'), { known });
    await known.end();
    const paths = read.mock.calls.flatMap(([paths]) => paths.map((one) => path.relative(at('a'), one)));
    expect(found).toEqual(await folderFacts(at('a')));
    return paths.sort();
  };
  const later = () => jest.spyOn(Date, 'now').mockReturnValue(Date.now() + SETTLED_MS);

  it('is read again only where it bears other signs, or where its page is broken or gone', async () => {
    later();
    expect(await again()).toEqual(['dalam/besar.bin', 'satu.pdf']);
    expect(await again()).toEqual([]);
    await appendFile(at('a', 'satu.pdf'), '!');
    expect(await again()).toEqual(['satu.pdf']);
    await rename(at('a', 'satu.pdf'), at('a', 'dua.pdf'));
    expect(await again()).toEqual(['dua.pdf']);
    for (const page of await readdir(at('lembar'))) await writeFile(at('lembar', page), '[["dua');
    expect(await again()).toEqual(['dalam/besar.bin', 'dua.pdf']);
    await rm(at('a', 'dalam'), { recursive: true });
    expect(await again()).toEqual([]);
    expect(await readdir(at('lembar'))).toHaveLength(1);
    await new FolderDigests(at('lembar')).forget();
    expect(await again()).toEqual(['dua.pdf']);
  });

  it('is not noted of a file that somebody writes to after it was looked at', async () => {
    const touching = new FolderDigests(at('lembar'));
    jest.spyOn(touching, 'lacking').mockImplementation(async (files) => {
      await appendFile(at('a', 'dalam', 'besar.bin'), '!');
      return files;
    });
    const before = (await lstat(at('a', 'dalam', 'besar.bin'))).ctimeMs;
    for await (const [entry] of entriesOf(at('a', 'dalam'), { known: touching })) {
      expect(entry?.changedAt).toBeGreaterThan(before);
      expect(entry?.held()).toMatchObject({ bytes: 3_000_002 });
    }
  });

  it('is not believed of a file that was touched a moment ago', async () => {
    for (let turn = 0; turn < 2; turn++) expect(await again()).toEqual(['dalam/besar.bin', 'satu.pdf']);
  });
});

describe('a tar stream', () => {
  it('has the same facts as the folder, also with long names, names that are no UTF-8 and long links', async () => {
    const long = 'panjang-'.repeat(28);
    await mkdir(at(long), { recursive: true });
    await writeFile(at(long, long), 'jauh');
    await writeFile(Buffer.concat([Buffer.from(`${at('a')}/`), Buffer.from([0xe9, 0x2e, 0x74])]), 'latin');
    await symlink(`${long}/${long}`, at('a', 'jauh'));
    expect(await tarFacts(tarred())).toEqual(await facts());
  });

  it('that is cut is none', async () => {
    const cut = async function* () {
      yield (await buffer(tarred())).subarray(0, 2_000_000);
    };
    await expect(tarFacts(cut())).rejects.toThrow('too early');
  });
});
