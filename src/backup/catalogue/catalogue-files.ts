import { buffer } from 'node:stream/consumers';
import { readText, writeText } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import { FOLDER, type FoundCatalogue, nameOf, readCatalogue, sequenceOf } from './catalogue.js';
import { fingerprintOf, isKey, isSigned } from './catalogue-key.js';

const KEPT = 100;
/** In bytes; one of ours has 113. */
const LARGEST_KEY = 1024;

/** The public part of a signing key, under a name that says which one it is. */
export function keyName(fingerprint: string): string {
  return `${FOLDER}key-${fingerprint.slice(0, 16)}.pem`;
}

/** Signature first: where the text is, the signature is, whatever is killed when. */
export async function writeCatalogue(vault: Vault, sequence: number, text: string, signature: string, publicPem: string) {
  const key = keyName(fingerprintOf(publicPem));
  if (!(await holds(vault, key, Buffer.from(publicPem)))) await writeText(vault, key, publicPem);
  await writeText(vault, `${nameOf(sequence)}.sig`, signature);
  await writeText(vault, `${nameOf(sequence)}.json`, text);
}

/** Whether these very bytes lie there: what a rescue could not read must not count as laid. */
export async function holds(vault: Vault, key: string, content: Buffer): Promise<boolean> {
  if ((await vault.head(key))?.bytes !== content.length) return false;
  return content.equals(await buffer(await vault.get(key)));
}

/** The newest, if any; `keys` are the public keys that are known, whose signature makes it genuine. */
export async function newestCatalogue(vault: Vault, keys: readonly string[]): Promise<FoundCatalogue | undefined> {
  const sequence = (await sequences(vault)).at(-1);
  return sequence === undefined ? undefined : catalogueAt(vault, sequence, keys);
}

/** The newest that one of these keys has signed: what somebody else lays on top of it, whoever may write there, must not hide it. */
export async function newestGenuine(vault: Vault, keys: readonly string[]): Promise<FoundCatalogue | undefined> {
  for (const sequence of (await sequences(vault)).reverse()) {
    const found = await catalogueAt(vault, sequence, keys).catch(noneIfTooLarge);
    if (found?.genuine && readCatalogue(found.text)?.sequence === sequence) return found;
  }
  return undefined;
}

async function catalogueAt(vault: Vault, sequence: number, keys: readonly string[]): Promise<FoundCatalogue> {
  const text = await readText(vault, `${nameOf(sequence)}.json`);
  const signature = await signatureOf(vault, sequence);
  return { sequence, text, genuine: keys.some((key) => isSigned(text, signature, key)) };
}

/** Larger than any of ours, it is somebody else's; what cannot be reached is not passed over. */
function noneIfTooLarge(error: { code?: string }): undefined {
  if (error.code !== 'backup.damaged') throw error;
}

/** Empty where there is none; one that cannot be reached is no missing one. */
export async function signatureOf(vault: Vault, sequence: number): Promise<string> {
  return readText(vault, `${nameOf(sequence)}.sig`).catch((error) => {
    if (error.code === 'backup.no-such-object') return '';
    throw error;
  });
}

/** The highest number that is taken in this vault, whoever took it; what lies beyond `reach` nobody came to by counting. */
export async function highestNumber(vault: Vault, reach: number): Promise<number> {
  return (await sequences(vault)).filter((sequence) => sequence <= reach).at(-1) ?? 0;
}

/**
 * Public keys that lie beside the catalogues: whoever may write there can add one, so that only its fingerprint says whose it is, and
 * what is no key must not hide the others.
 */
export async function keysBeside(vault: Vault): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key, bytes } of vault.list(`${FOLDER}key-`)) if (bytes <= LARGEST_KEY) keys.push(await readText(vault, key));
  return keys.filter(isKey);
}

/** Takes away all but the newest hundred up to our `head`, each whole in itself: numbers of others must not push ours out. */
export async function thinCatalogues(vault: Vault, head: number): Promise<void> {
  const ours = (await sequences(vault)).filter((sequence) => sequence <= head);
  for (const sequence of ours.slice(0, -KEPT))
    for (const end of ['json', 'sig']) await vault.remove(`${nameOf(sequence)}.${end}`);
}

/** The numbers of all catalogues, whoever laid them there; oldest first. */
export async function sequences(vault: Vault): Promise<number[]> {
  const found: number[] = [];
  for await (const { key } of vault.list(FOLDER)) {
    const sequence = sequenceOf(key);
    if (sequence !== undefined) found.push(sequence);
  }
  return found.sort((a, b) => a - b);
}
