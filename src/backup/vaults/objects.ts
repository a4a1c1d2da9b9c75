import type { StoredObject, Vault } from './vault.js';

/** Everything whose key begins so, in the order of the keys. */
export async function objectsBelow(vault: Vault, prefix: string): Promise<StoredObject[]> {
  const found: StoredObject[] = [];
  for await (const object of vault.list(prefix)) found.push(object);
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}
