import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { catalogueText, nameOf } from '../catalogue/catalogue.js';
import { keyName, writeCatalogue } from '../catalogue/catalogue-files.js';
import { asLine, fingerprintOf } from '../catalogue/catalogue-key.js';
import { FolderVault } from '../vaults/folder-vault.js';
import { writeText } from '../vaults/texts.js';
import { catalogueFor } from './strangers-view.js';

const OURS = newKey();
const THEIRS = newKey();

let folder: string;
let vault: FolderVault;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vault-'));
  vault = new FolderVault('brankas', folder);
  await lay(3, OURS);
  await lay(4, OURS);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const found = () => catalogueFor(vault, { fingerprint: OURS.fingerprint });

describe('the newest catalogue by the fingerprint of the card', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['what another key has signed', () => lay(5, THEIRS)],
    ['a key that is none', () => writeText(vault, keyName('0'.repeat(16)), 'no key')],
    ['a key that is larger than any', () => writeText(vault, keyName('1'.repeat(16)), ' '.repeat(65 * 1024 * 1024))],
    ['a number without a text that could be read', () => writeText(vault, `${nameOf(5)}.json`, '{')],
    ['one that is larger than any catalogue', () => writeText(vault, `${nameOf(5)}.json`, ' '.repeat(65 * 1024 * 1024))],
  ])('passes over %s', async (_, harm) => {
    await harm();
    expect((await found()).sequence).toBe(4);
  });

  it('takes no older one where the signature of the newest cannot be read', async () => {
    const get = vault.get.bind(vault);
    vault.get = (key, span) => (key.endsWith('4.sig') ? Promise.reject(new Error('the line broke')) : get(key, span));
    await expect(found()).rejects.toThrow('the line broke');
  });
});

interface Key {
  pem: string;
  fingerprint: string;
  sign(text: string): string;
}

function newKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { pem, fingerprint: fingerprintOf(pem), sign: (text) => asLine(sign(null, Buffer.from(text), privateKey)) };
}

function lay(sequence: number, { pem, fingerprint, sign }: Key): Promise<void> {
  const text = catalogueText({
    sequence,
    previous: null,
    signedAt: '2025-08-30T15:00:00.000Z',
    kind: 'drill',
    version: '1',
    key: fingerprint,
    vaults: [],
    sources: [],
    parcel: { file: 'keys/1.tar.age', sha256: 'a'.repeat(64) },
    points: [],
  });
  return writeCatalogue(vault, sequence, text, sign(text), pem);
}
