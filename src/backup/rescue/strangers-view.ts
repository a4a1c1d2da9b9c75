import { type Catalogue, type CataloguePoint, nameOf, readCatalogue } from '../catalogue/catalogue.js';
import { keysBeside, sequences, signatureOf } from '../catalogue/catalogue-files.js';
import { fingerprintOf, isSigned } from '../catalogue/catalogue-key.js';
import { errors } from '../errors.js';
import { readText } from '../vaults/texts.js';
import { MARKER, type Vault } from '../vaults/vault.js';

/** What the recovery card says of the vault, as far as it is at hand. */
export interface Expected {
  /** Of the key that signs catalogues, in hex; its beginning is enough, 16 digits at least. */
  fingerprint?: string;
  /** The catalogue's number when the card was printed. */
  sequence?: number;
}

/**
 * The newest signed catalogue of a vault, for somebody who has the vault and nothing else. What another key than the expected one
 * has signed is passed over. Throws `no-catalogue`, `catalogue-forged`, `other-signature` or `catalogue-rolled-back`.
 */
export async function catalogueFor(vault: Vault, { fingerprint, sequence = 0 }: Expected): Promise<Catalogue> {
  const numbers = (await sequences(vault)).reverse();
  if (numbers.length === 0) throw errors.noCatalogue({ vault: vault.id });
  const keys = await keysBeside(vault);
  const found = fingerprint ? await newestBy(vault, numbers, keys, fingerprint) : await signedAt(vault, numbers[0]!, keys);
  if (!found)
    throw fingerprint ? errors.otherSignature({ vault: vault.id, fingerprint }) : errors.catalogueForged({ vault: vault.id });
  if (found.sequence < sequence) throw errors.catalogueRolledBack({ vault: vault.id, sequence: found.sequence, known: sequence });
  return found;
}

/** Points of this source that may be restored and lie in this vault, newest first. */
export async function pointsHere(vault: Vault, catalogue: Catalogue, sourceId: string): Promise<CataloguePoint[]> {
  const marker = await readText(vault, MARKER).catch(() => '');
  const here = catalogue.vaults.find((known) => known.marker === marker.trim())?.id;
  return catalogue.points
    .filter((point) => point.sourceId === sourceId && point.state !== 'failed' && (!here || point.vaults.includes(here)))
    .reverse();
}

async function newestBy(vault: Vault, numbers: number[], keys: string[], expected: string): Promise<Catalogue | undefined> {
  const theirs = keys.filter((key) => fingerprintOf(key).startsWith(expected.toLowerCase()));
  for (const number of numbers) {
    const found = await signedAt(vault, number, theirs);
    if (found) return found;
  }
  return undefined;
}

/** Undefined unless one of these keys has signed it. */
async function signedAt(vault: Vault, number: number, keys: readonly string[]): Promise<Catalogue | undefined> {
  const text = await readText(vault, `${nameOf(number)}.json`).catch(emptyIfTooLarge);
  const signature = await signatureOf(vault, number);
  const catalogue = readCatalogue(text);
  const key = keys.find((pem) => fingerprintOf(pem) === catalogue?.key);
  return key && catalogue?.sequence === number && isSigned(text, signature, key) ? catalogue : undefined;
}

/** Larger than any of ours, it is somebody else's; what cannot be reached is not passed over. */
function emptyIfTooLarge(error: { code?: string }): string {
  if (error.code !== 'backup.damaged') throw error;
  return '';
}
