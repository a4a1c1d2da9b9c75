import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FolderVault } from '../../vaults/folder-vault.js';
import { ResticRepositories } from './repositories.js';

let folder: string;
const before = process.env.PATH;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'menyalin-'));
  process.env.PATH = `${folder}:${before}`;
});
afterAll(async () => {
  process.env.PATH = before;
  await rm(folder, { recursive: true });
});

const opened = async (name: string) => {
  await mkdir(path.join(folder, name, 'repository'), { recursive: true });
  await writeFile(path.join(folder, name, 'repository', 'config'), 'x');
  return { vault: new FolderVault(name, path.join(folder, name)), path: 'repository', password: 'x' };
};
const copying = async (says: string, lost?: string) => {
  await writeFile(path.join(folder, 'restic'), `#!/bin/sh\necho '${says}' >&2; exit 1\n`);
  await chmod(path.join(folder, 'restic'), 0o755);
  const [from, to] = [await opened('asal'), await opened('tujuan')];
  if (lost) await rm(path.join(folder, lost), { recursive: true });
  return new ResticRepositories({} as never, { data: folder } as never).copy(from, to, 'abc');
};

describe('carrying a snapshot into a second vault names the vault that failed', () => {
  it.each([
    ['tujuan', 'vault-full', 'Save(<data/12>) failed: no space left on device', undefined],
    ['tujuan', 'vault-refused', 'Fatal: create lock: permission denied', undefined],
    ['asal', 'vault-unreachable', 'Fatal: dial tcp: connection refused', 'asal'],
    ['asal', 'damaged', 'Fatal: blob 12 not found in index', undefined],
  ])('%s: %s', async (vault, code, says, lost) => {
    await expect(copying(says, lost)).rejects.toMatchObject({ code: `backup.${code}`, context: { vault } });
  });
});
