import { errors } from '../../errors.js';
import { objectsBelow } from '../../vaults/objects.js';
import { readBytes } from '../../vaults/texts.js';
import type { Vault } from '../../vaults/vault.js';
import { carry } from '../carry.js';
import { folderOf } from './folder-of.js';
import type { ResticRepositories } from './repositories.js';

/** restic copies from store to store with one pair of keys and one region for both. */
export function needsCarrying({ location: from }: Vault, { location: to }: Vault): boolean {
  if (from.kind !== 's3' || to.kind !== 's3') return false;
  return from.accessKey !== to.accessKey || from.secretKey !== to.secretKey || from.region !== to.region;
}

/**
 * Carries a repository object by object, so that the other store holds the same one, with the same key. What is there already stays;
 * the snapshot comes last, so that it is whole where it stands. Throws `other-repository`.
 */
export async function carryRepository(
  repositories: Pick<ResticRepositories, 'carryKey'>,
  [sourceId, snapshot]: [string, string],
  from: Vault,
  to: Vault,
): Promise<void> {
  const repository = `${folderOf(sourceId)}/repository`;
  await refuseAnother(`${repository}/config`, from, to);
  await repositories.carryKey(sourceId, from, to);
  // An index speaks of packs that were there before it, so that those listed after it are all that it needs.
  const indexes = await objectsBelow(from, `${repository}/index/`);
  const before = [...(await objectsBelow(from, `${repository}/keys/`)), ...(await objectsBelow(from, `${repository}/data/`))];
  await carry(`${repository}/config`, from, to);
  const there = new Map((await objectsBelow(to, `${repository}/`)).map(({ key, bytes }) => [key, bytes]));
  for (const { key, bytes } of [...before, ...indexes]) if (there.get(key) !== bytes) await carry(key, from, to);
  await carry(`${repository}/snapshots/${snapshot}`, from, to);
}

async function refuseAnother(config: string, from: Vault, to: Vault): Promise<void> {
  if (!(await to.head(config))) return;
  const [here, there] = [await readBytes(from, config), await readBytes(to, config)];
  if (!here.equals(there)) throw errors.otherRepository({ vault: to.id, detail: config });
}
