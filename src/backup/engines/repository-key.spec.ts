import { randomBytes } from 'node:crypto';
import { truncate } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type House, openHouse } from '../../../test/support/house.js';
import { openSealed, sealTo } from '../escrow/age.js';
import { Shelf } from '../shelf.js';
import type { VaultEntry } from '../shelf-schema.js';
import { readText, writeText } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import { Vaults } from '../vaults/vaults.js';
import { Keyring } from './keyring.js';
import { RepositoryKey } from './repository-key.js';

let house: House;
let keys: RepositoryKey;
let lokal: Vault;
let arsip: Vault;
let number = 0;
let folder: string;

/** As somebody can who may write into a vault: to whom copies are sealed stands there. */
async function plant(vault: Vault, content: string): Promise<void> {
  const sealed = await sealTo([await house.get(Keyring).recipient()], content);
  await vault.put(`${folder}/key.age`, Readable.from([sealed]));
}
const another = () => randomBytes(32).toString('base64url');

beforeAll(async () => {
  house = await openHouse();
  (house.get(Shelf).vaults as VaultEntry[]).push({ id: 'arsip', kind: 'folder', path: 'vaults/arsip' });
  keys = house.get(RepositoryKey);
  lokal = await house.get(Vaults).open('lokal', 'writer');
  arsip = await house.get(Vaults).open('arsip', 'writer');
});
beforeEach(() => {
  folder = `berkas-${++number}/restic`;
});
afterAll(() => house.close());

describe('the key of a repository', () => {
  it('is made once, and the same for everybody who opens it', async () => {
    const made = await keys.openOrMake(lokal, folder, []);
    expect(await keys.openOrMake(lokal, folder, [])).toBe(made);
    expect(await keys.open(lokal, folder)).toBe(made);
  });

  it('is no other one that somebody sealed to us and laid in its place', async () => {
    await keys.openOrMake(lokal, folder, []);
    await plant(lokal, another());
    const swapped = { code: 'backup.vault-key-swapped', context: { vault: 'lokal', detail: `${folder}/key.age` } };
    await expect(keys.open(lokal, folder)).rejects.toMatchObject(swapped);
    await expect(keys.openOrMake(lokal, folder, [])).rejects.toMatchObject(swapped);
  });

  it('is known from when it was first seen, where it is older than what is known', async () => {
    const key = another();
    await plant(lokal, `${key}\n`);
    expect(await keys.open(lokal, folder)).toBe(key);
    await plant(lokal, another());
    await expect(keys.open(lokal, folder)).rejects.toMatchObject({ code: 'backup.vault-key-swapped' });
  });

  it.each([
    ['lines for a configuration', () => `${another()}\nrecovery-option=archive_cleanup_command=touch /jejak`],
    ['nothing', () => ''],
    ['what is no key of ours', () => 'kata sandi'],
  ])('is not taken for one when it is %s', async (_, content) => {
    await plant(lokal, content());
    await expect(keys.open(lokal, folder)).rejects.toMatchObject({ code: 'backup.damaged' });
  });

  it('is not read whole where it is larger than any', async () => {
    await plant(lokal, another());
    await truncate(path.join(house.data, 'vaults', 'lokal', folder, 'key.age'), 2 ** 40);
    await expect(keys.open(lokal, folder)).rejects.toMatchObject({ code: 'backup.damaged' });
  });

  it('is made anew for a vault that has lost it', async () => {
    const made = await keys.openOrMake(lokal, folder, []);
    await lokal.remove(`${folder}/key.age`);
    const again = await keys.openOrMake(lokal, folder, []);
    expect(again).not.toBe(made);
    expect(await keys.open(lokal, folder)).toBe(again);
  });
});

describe('the key of a repository that is carried into a second vault', () => {
  it('opens there, for whom it was sealed', async () => {
    const officer = await generateX25519Identity();
    const made = await keys.openOrMake(lokal, folder, [await identityToRecipient(officer)]);
    await keys.carry(folder, lokal, arsip);
    expect(await keys.open(arsip, folder)).toBe(made);
    expect(await readText(arsip, `${folder}/recipients.txt`)).toBe(await readText(lokal, `${folder}/recipients.txt`));
    const sealed = await Readable.from(await arsip.get(`${folder}/key.age`)).toArray();
    expect((await openSealed(Buffer.concat(sealed), [officer])).toString().trim()).toBe(made);
  });

  it('takes the place of no key there when it is another one than it was', async () => {
    const made = await keys.openOrMake(lokal, folder, []);
    await keys.carry(folder, lokal, arsip);
    await plant(lokal, another());
    await expect(keys.carry(folder, lokal, arsip)).rejects.toMatchObject({ code: 'backup.vault-key-swapped' });
    expect(await keys.open(arsip, folder)).toBe(made);
  });

  it('is sealed to nobody whom somebody only wrote down beside it', async () => {
    const made = await keys.openOrMake(lokal, folder, []);
    const stranger = await generateX25519Identity();
    await writeText(lokal, `${folder}/recipients.txt`, `${await identityToRecipient(stranger)}\n`);
    expect(await keys.openOrMake(lokal, folder, [])).toBe(made);
    expect(await readText(lokal, `${folder}/recipients.txt`)).not.toContain(await identityToRecipient(stranger));
  });
});
