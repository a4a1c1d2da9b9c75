import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { newId } from '../../platform/index.js';
import type { Vault } from '../vaults/vault.js';
import type { Attempts } from './attempts.js';

/** The key of our own object among the copies. */
export const OURS = 'sinambung-probe.txt';

/** What can harm nobody, on an object of our own among the copies: store, read back, read a part. */
export async function probePlain(vault: Vault, attempts: Attempts): Promise<void> {
  const text = `Sinambung: ${newId()}\n`;
  const back = async (span?: { from: number; to: number }) => (await buffer(await vault.get(OURS, span))).toString();
  let put = false;
  await attempts.note('put', 'here', async () => {
    await vault.put(OURS, Readable.from([Buffer.from(text)]));
    put = true;
    return true;
  });
  const expected = put ? text : await back().catch(() => text);
  await attempts.note('read', 'here', async () => (await back()) === expected || 'other bytes came back');
  await attempts.note(
    'range',
    'here',
    async () => (await back({ from: 3, to: 9 })) === expected.slice(3, 9) || 'other bytes came back',
  );
}

/** Whether an object in the place for probes can be deleted, and in a folder whether overwriting destroys. */
export async function probeFolder(vault: Vault, place: Vault | undefined, attempts: Attempts): Promise<void> {
  await attempts.note('overwrite', 'here', async () => {
    await vault.put(OURS, Readable.from([Buffer.from('Sinambung\n')]));
    return (await buffer(await vault.get(OURS))).toString() === 'Sinambung\n';
  });
  if (!place) return attempts.skip(['delete'], 'probe');
  await place.prepare();
  await place.put(OURS, Readable.from([Buffer.from('Sinambung\n')]));
  await attempts.note('delete', 'probe', async () => {
    await place.remove(OURS);
    return (await place.head(OURS)) === undefined;
  });
}
