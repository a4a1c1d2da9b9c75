import path from 'node:path';
import type { VaultEntry } from './shelf-schema.js';

/**
 * What a source lacks of 3-2-1: the original and two copies, on two kinds of media, one of them elsewhere. `apart-from-data`: of the
 * product's own database, any vault that does not lie in its data folder.
 */
export type Lack = 'second-vault' | 'second-medium' | 'elsewhere' | 'apart-from-data';

/**
 * `zone` is the office's risk zone; `vaults` are those in which a whole copy of the newest point lies. Where it is not known on
 * which side of a zone's border something stands, it does not count as elsewhere.
 */
export function lacksOf(zone: string | undefined, vaults: readonly VaultEntry[]): Lack[] {
  const lacks: Lack[] = [];
  if (new Set(vaults.map(({ id }) => id)).size < 2) lacks.push('second-vault');
  if (new Set(vaults.map(mediumOf)).size < 2) lacks.push('second-medium');
  if (!vaults.some((vault) => areApart(zone, vault.zone))) lacks.push('elsewhere');
  return lacks;
}

/** Whether every vault is a folder below `folder`; paths of vaults start from it. */
export function areAllBelow(folder: string, vaults: readonly VaultEntry[]): boolean {
  const below = (to: string) => to !== '..' && !to.startsWith(`..${path.sep}`);
  return vaults.every((vault) => vault.kind === 'folder' && below(path.relative(folder, path.resolve(folder, vault.path))));
}

export function mediumOf({ kind, medium }: VaultEntry): string {
  return medium ?? (kind === 'folder' ? 'disk' : 'object-store');
}

/** Regions hold each other by their codes: 35.06.25 lies in 35.06. */
export function areApart(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return !`${one}.`.startsWith(`${other}.`) && !`${other}.`.startsWith(`${one}.`);
}

/** The kab/kota of a region: what one flood, quake or riot may take at once. */
export function zoneOf(regionCode: string): string {
  return regionCode.split('.').slice(0, 2).join('.');
}
