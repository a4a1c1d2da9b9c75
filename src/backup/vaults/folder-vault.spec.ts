import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { vaultContract } from '../../../test/contracts/vault-contract.js';
import { FolderVault } from './folder-vault.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vault-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

vaultContract(
  'folder',
  async () => new FolderVault('folder', path.join(folder, 'brankas')),
  async () => new FolderVault('folder', path.join(folder, 'tidak-ada')),
);

describe('a folder vault', () => {
  it.each([
    ['ENOSPC', 'backup.vault-full'],
    ['EDQUOT', 'backup.vault-full'],
    ['EROFS', 'backup.vault-refused'],
    ['EIO', 'backup.vault-failed'],
  ])('turns %s into words and keeps no piece', async (systemCode, code) => {
    const vault = new FolderVault('rusak', path.join(folder, systemCode));
    await vault.prepare();
    const body = Readable.from(failing(systemCode));
    await expect(vault.put('a/b', body)).rejects.toMatchObject({ code });
    expect(await readdir(path.join(folder, systemCode, 'a'))).toEqual([]);
  });

  it.each([
    ['a pipe, which nobody writes to', (at: string) => void execFileSync('mkfifo', [at])],
    ['a link to what lies elsewhere', (at: string) => symlink(path.join(folder, 'rahasia'), at)],
    ['a folder', (at: string) => mkdir(at)],
  ])('takes for no object %s', async (_, lay) => {
    const vault = new FolderVault('asing', path.join(folder, 'asing'));
    await vault.prepare();
    await writeFile(path.join(folder, 'rahasia'), 'bukan objek');
    await lay(path.join(folder, 'asing', 'a'));
    expect(await vault.head('a')).toBeUndefined();
    await expect(vault.get('a')).rejects.toMatchObject({ code: 'backup.no-such-object' });
    await rm(path.join(folder, 'asing'), { recursive: true });
  });

  it('lists its own objects, whatever others leave in its folders', async () => {
    const at = path.join(folder, 'dipakai-bersama');
    const vault = new FolderVault('dipakai-bersama', at);
    await vault.prepare();
    await vault.put('a/1', Readable.from([Buffer.from('a')]));
    for (const name of ['.nfs0001', 'Salinan dari 1', 'dua\nbaris', '-n', 'é']) await writeFile(path.join(at, 'a', name), 'x');
    await writeFile(Buffer.concat([Buffer.from(`${at}/a/`), Buffer.from([0xff])]), 'x');
    const listed: string[] = [];
    for await (const { key } of vault.list('')) listed.push(key);
    expect(listed).toEqual(['a/1']);
  });

  it('lists what stands, while others take away what they wrote', async () => {
    const vault = new FolderVault('ramai', path.join(folder, 'ramai'));
    await vault.prepare();
    for (const key of ['a/1', 'a/2', 'a/3']) await vault.put(key, Readable.from([Buffer.from(key)]));
    const listed: string[] = [];
    for await (const { key } of vault.list('a/')) {
      listed.push(key);
      for (const other of ['a/1', 'a/2', 'a/3']) if (other !== key) await vault.remove(other);
    }
    expect(listed).toHaveLength(1);
  });

  it('removes with an object what a killed process has left of it, and nothing else', async () => {
    const vault = new FolderVault('mati', path.join(folder, 'mati'));
    await vault.prepare();
    for (const key of ['a/1', 'a/10']) await vault.put(key, Readable.from([Buffer.from(key)]));
    for (const name of ['1.part-0a1b', '10.part-0a1b']) await writeFile(path.join(folder, 'mati', 'a', name), 'half');
    for (let again = 0; again < 2; again++) await vault.remove('a/1');
    expect((await readdir(path.join(folder, 'mati', 'a'))).sort()).toEqual(['10', '10.part-0a1b']);
    await expect(vault.remove('tidak/ada')).resolves.toBeUndefined();
  });
});

async function* failing(code: string): AsyncGenerator<Buffer> {
  yield Buffer.from('the beginning');
  throw Object.assign(new Error(code), { code });
}
