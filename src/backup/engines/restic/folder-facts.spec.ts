import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { appendFile, chmod, lstat, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { jest } from '@jest/globals';
import { FolderDigests } from './folder-digests.js';
import { type Entry, entriesOf, excluder } from './folder-entries.js';
import { folderFacts } from './folder-facts.js';
import { tarEntries } from './tar-entries.js';

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);
const facts = () => folderFacts(entriesOf(folder));
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
  const aged = async function* (read: string[]): AsyncGenerator<Entry> {
    for await (const entry of entriesOf(at('a'))) {
      const digest = () => {
        read.push(entry.path);
        return entry.digest();
      };
      yield { ...entry, changedAt: 0, digest };
    }
  };
  const again = async (pages = at('lembar')) => {
    const [known, read] = [new FolderDigests(pages), [] as string[]];
    const found = await folderFacts(aged(read), undefined, known);
    await known.end();
    expect(found).toEqual(await folderFacts(entriesOf(at('a'))));
    return read.sort();
  };

  it('is read again only where it bears other signs, or where its page is broken or gone', async () => {
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
    for await (const { changedAt, digest } of entriesOf(at('a', 'dalam'), { known: touching })) {
      expect(changedAt).toBeGreaterThan(before);
      expect(await digest()).toMatchObject({ bytes: 3_000_002 });
    }
  });

  it('is not believed of a file that was touched a moment ago', async () => {
    for (let turn = 0; turn < 2; turn++) {
      const [known, digest] = [new FolderDigests(at('lembar')), jest.fn<Entry['digest']>()];
      digest.mockResolvedValue({ bytes: 0, sha256: '' });
      for await (const entry of entriesOf(at('a', 'dalam'))) await known.of({ ...entry, digest });
      await known.end();
      expect(digest).toHaveBeenCalledTimes(1);
    }
  });
});

describe('a tar stream', () => {
  it('has the same facts as the folder, also with long names, names that are no UTF-8 and long links', async () => {
    const long = 'panjang-'.repeat(28);
    await mkdir(at(long), { recursive: true });
    await writeFile(at(long, long), 'jauh');
    await writeFile(Buffer.concat([Buffer.from(`${at('a')}/`), Buffer.from([0xe9, 0x2e, 0x74])]), 'latin');
    await symlink(`${long}/${long}`, at('a', 'jauh'));
    expect(await folderFacts(tarEntries(tarred()))).toEqual(await facts());
  });

  it('that is cut is none', async () => {
    const cut = async function* () {
      yield (await buffer(tarred())).subarray(0, 2_000_000);
    };
    await expect(folderFacts(tarEntries(cut()))).rejects.toThrow('too early');
  });
});
