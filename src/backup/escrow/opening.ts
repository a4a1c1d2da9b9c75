import { unseal } from '../engines/sealing.js';
import type { Vault } from '../vaults/vault.js';

/** The first of these keys that opens a sealed object of a vault; its beginning alone is read. Throws what the last of them met. */
export async function openerOf(vault: Vault, key: string, identities: readonly string[]): Promise<string> {
  let last: unknown;
  for (const identity of identities) {
    const body = await vault.get(key);
    try {
      const plain = await unseal(body, identity);
      plain.on('error', () => undefined).destroy();
      return identity;
    } catch (error) {
      last = error;
    } finally {
      body.on('error', () => undefined).destroy();
    }
  }
  throw last;
}
