import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { moveFolder } from './move-folder.js';

const above: string[] = [];
const made = async (root: string) => {
  const folder = await mkdtemp(path.join(root, 'pindah-'));
  above.push(folder);
  return folder;
};
afterAll(async () => {
  for (const folder of above) await rm(folder, { recursive: true });
});

it.each([
  ['on one disk', tmpdir()],
  ['from disk to disk', '/dev/shm'],
])('brings all of a folder %s, with its modes and links, and leaves nothing', async (_, root) => {
  const [from, to] = [await made(root), await made(tmpdir())];
  await mkdir(path.join(from, 'data', 'base'), { recursive: true, mode: 0o700 });
  await writeFile(path.join(from, 'data', 'base', '1'), 'isi', { mode: 0o600 });
  await symlink('base/1', path.join(from, 'data', 'link'));
  // As a copy that was killed half way.
  await mkdir(path.join(to, 'data.sinambung'));
  await moveFolder(path.join(from, 'data'), path.join(to, 'data'));
  expect(await readFile(path.join(to, 'data', 'link'), 'utf8')).toBe('isi');
  expect((await stat(path.join(to, 'data', 'base', '1'))).mode & 0o777).toBe(0o600);
  expect(await readdir(from)).toEqual([]);
});
