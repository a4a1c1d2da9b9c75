import type { Vault } from '../vaults/vault.js';
import { Meter } from './streams.js';

/** One object from vault to vault, measured on its way. */
export async function carry(key: string, from: Vault, to: Vault): Promise<Meter> {
  const meter = new Meter();
  const body = await from.get(key);
  body.once('error', (error) => meter.destroy(error));
  await to.put(key, body.pipe(meter));
  return meter;
}
