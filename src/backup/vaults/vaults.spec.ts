import { cp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type House, openHouse } from '../../../test/support/house.js';
import { ProbeStore } from '../probes/probe-store.js';
import { Probing } from '../probes/probing.js';
import { Shelf } from '../shelf.js';
import type { VaultEntry } from '../shelf-schema.js';
import { VaultStandings } from './vault-standings.js';
import { Vaults } from './vaults.js';

let house: House;
let vaults: Vaults;
beforeAll(async () => {
  house = await openHouse({
    settings: { GUDANG_ENDPOINT: 'http://127.0.0.1:9', GUDANG_ACCESS_KEY: 'a', GUDANG_SECRET_KEY: 'b' },
  });
  vaults = house.get(Vaults);
  (house.get(Shelf).vaults as VaultEntry[]).push({ id: 'gudang', kind: 's3', settings: 'GUDANG', bucket: 'gudang' });
});
afterAll(() => house.close());

const folder = (name = 'lokal') => path.join(house.data, 'vaults', name);

describe('a vault that was renamed under us', () => {
  const vanished = { code: 'backup.vault-vanished' };

  it('is not made anew, and is known again when it is back', async () => {
    const vault = await vaults.open('lokal', 'writer');
    await vault.put('a', Readable.from([Buffer.from('contoh')]));
    await rename(folder(), folder('lain'));
    await expect(vaults.open('lokal', 'writer')).rejects.toMatchObject(vanished);
    await expect(vault.put('b', Readable.from([Buffer.from('contoh')]))).rejects.toMatchObject(vanished);
    await rename(folder('lain'), folder());
    await expect((await vaults.open('lokal', 'prover')).head('a')).resolves.toMatchObject({ bytes: 6 });
  });

  it('is not taken for another one that has its name now', async () => {
    await cp(folder(), folder('asli'), { recursive: true });
    await writeFile(path.join(folder(), 'sinambung-vault.txt'), 'another\n');
    await expect(vaults.open('lokal', 'pruner')).rejects.toMatchObject(vanished);
    await rm(folder(), { recursive: true });
    await rename(folder('asli'), folder());
  });
});

describe('two vaults of the shelf that are one place', () => {
  const shelf = () => house.get(Shelf);

  it('count once: the second one is refused, and the first one works on', async () => {
    (shelf().vaults as VaultEntry[]).push({ id: 'kembar', kind: 'folder', path: 'vaults/lokal' });
    const source = shelf().sources[0]!;
    source.vaults = ['lokal', 'kembar'];
    const twice = { code: 'backup.vault-twice', context: { vault: 'kembar', other: 'lokal' } };
    for (const role of ['writer', 'prover'] as const) await expect(vaults.open('kembar', role)).rejects.toMatchObject(twice);
    await expect(vaults.open('lokal', 'writer')).resolves.toMatchObject({ id: 'lokal' });
    source.vaults = ['lokal'];
    (shelf().vaults as VaultEntry[]).pop();
  });

  it('may follow each other: one that no source names any more does not stand in the way', async () => {
    (shelf().vaults as VaultEntry[]).push({ id: 'baru', kind: 'folder', path: 'vaults/lokal' });
    for (const source of shelf().sources) source.vaults = ['baru'];
    await expect(vaults.open('baru', 'writer')).resolves.toMatchObject({ id: 'baru' });
    for (const source of shelf().sources) source.vaults = ['lokal', 'baru'];
    await expect(vaults.open('baru', 'writer')).rejects.toMatchObject({ code: 'backup.vault-twice' });
    for (const source of shelf().sources) source.vaults = ['lokal'];
    (shelf().vaults as VaultEntry[]).pop();
  });
});

describe('probes', () => {
  it('come once a night to every vault in use, and say what is not apart', async () => {
    await house.get(Probing).startDue();
    await house.get(Probing).startDue();
    await house.settle();
    const { findings, notApart, isWeak, probes } = await house.get(VaultStandings).get('lokal');
    expect(findings.map(({ check, found, verdict }) => `${check}: ${found}, ${verdict}`)).toEqual([
      'put: works, proven',
      'read: works, proven',
      'range: works, proven',
      'overwrite: works, open',
      'delete: works, proven',
    ]);
    expect([notApart, isWeak]).toEqual([['prover', 'pruner'], false]);
    house.clock.set(new Date(house.clock.now().getTime() + 86_400_000));
    await house.get(Probing).startDue();
    await house.settle();
    const again = await house.get(VaultStandings).get('lokal');
    expect(again.probes[0]!.at.getTime() - probes[0]!.at.getTime()).toBe(86_400_000);
  });

  it('record why a vault could not be tried, and leave one alone that was never used', async () => {
    await house.get(Probing).startDue();
    expect((await house.get(ProbeStore).all()).map(({ vaultId }) => vaultId)).not.toContain('gudang');
    await rename(folder(), folder('lain'));
    house.clock.set(new Date(house.clock.now().getTime() + 86_400_000));
    await house.get(Probing).startDue();
    await house.settle();
    const [writer] = await house.get(ProbeStore).all();
    expect(writer).toMatchObject({ vaultId: 'lokal', role: 'writer', trouble: { code: 'backup.vault-vanished' } });
    expect(writer!.findings.map(({ check }) => check)).toEqual(['put', 'read', 'range', 'overwrite', 'delete']);
    const { probes, findings } = await house.get(VaultStandings).get('lokal');
    expect(probes.map(({ at }) => at)).toEqual(Array(3).fill(house.clock.now()));
    expect(findings[0]!.at.getTime()).toBe(house.clock.now().getTime() - 86_400_000);
    await rename(folder('lain'), folder());
  });

  it('keep what was found before something went wrong', async () => {
    await rm(folder('lokal-uji'), { recursive: true });
    await writeFile(folder('lokal-uji'), 'no folder');
    house.clock.set(new Date(house.clock.now().getTime() + 86_400_000));
    await house.get(Probing).startDue();
    await house.settle();
    const [writer] = await house.get(ProbeStore).all();
    expect(writer!.findings.map(({ check }) => check)).toEqual(['put', 'read', 'range', 'overwrite']);
    expect(writer!.trouble?.code).toBe('backup.vault-failed');
    await rm(folder('lokal-uji'));
  });
});

describe('a vault that is used for the first time', () => {
  it('gets one marker, however many use it at once', async () => {
    (house.get(Shelf).vaults as VaultEntry[]).push({ id: 'segar', kind: 'folder', path: 'vaults/segar' });
    await Promise.all(Array.from({ length: 6 }, () => vaults.open('segar', 'writer')));
    await expect(vaults.open('segar', 'prover')).resolves.toMatchObject({ id: 'segar' });
    (house.get(Shelf).vaults as VaultEntry[]).pop();
  });
});
