import { errors } from '../../errors.js';
import { type ClusterManifest, type PointName, sha256 } from '../../manifest.js';
import { readText, writeText } from '../../vaults/texts.js';
import type { Vault } from '../../vaults/vault.js';
import { type Listed, readList } from './file-list.js';

/** Beside the manifest of a point: which files of the repository are its own. */
function keyOf({ sourceId, pointId }: PointName): string {
  return `${sourceId}/${pointId}/FILES.sha256`;
}

/** Throws `damaged` where it is not the one whose digest is wanted. */
export async function pointList(point: PointName, vault: Vault, wanted?: string): Promise<string> {
  const text = await readText(vault, keyOf(point));
  if (wanted !== undefined && sha256(text) !== wanted)
    throw errors.damaged({ vault: vault.id, detail: `${keyOf(point)}: ${sha256(text)} ≠ ${wanted}` });
  return text;
}

export async function writePointList(point: PointName, vault: Vault, list: string): Promise<string> {
  await writeText(vault, keyOf(point), list);
  return list;
}

export function removePointList(point: PointName, vault: Vault): Promise<void> {
  return vault.remove(keyOf(point));
}

/** The files of the backups that it stands on, then its own. */
export async function allFiles({ sourceId, pointId, repository }: ClusterManifest, vault: Vault): Promise<Listed[]> {
  const lists = [...repository.standsOn, { pointId, sha256: repository.files.sha256 }];
  const found: Listed[] = [];
  for (const list of lists) found.push(...readList(await pointList({ sourceId, pointId: list.pointId }, vault, list.sha256)));
  return found;
}
