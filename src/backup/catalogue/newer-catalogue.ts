import { Injectable } from '@nestjs/common';
import { errors } from '../errors.js';
import { type Manifest, sha256 } from '../manifest.js';
import { readText } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import {
  type Catalogue,
  type CataloguePoint,
  type FoundCatalogue,
  judge,
  type Known,
  pointsIn,
  readCatalogue,
} from './catalogue.js';
import { newestCatalogue, newestGenuine } from './catalogue-files.js';
import { CatalogueKey } from './catalogue-key.js';
import { CatalogueStore } from './catalogue-store.js';

export interface PointWithManifest extends CataloguePoint {
  text: string;
}

/** What a vault says that this database does not know. */
export interface Newer {
  vaultId: string;
  sequence: number;
  digest: string;
  signedAt: string;
  points: PointWithManifest[];
}

/** Looks into vaults for catalogues, and judges them by what was signed here. */
@Injectable()
export class NewerCatalogue {
  constructor(
    private readonly store: CatalogueStore,
    private readonly key: CatalogueKey,
  ) {}

  /** Undefined unless the newest catalogue of ours is newer than any here or with points that are not known here. */
  async in(vault: Vault): Promise<Newer | undefined> {
    const { found, known } = await this.look(vault, newestGenuine);
    const verdict = judge(found, known);
    if (!found || (verdict !== 'ahead' && verdict !== 'right')) return undefined;
    const catalogue = readCatalogue(found.text) as Catalogue;
    const listed = pointsIn(catalogue, vault.id);
    const ours = await this.store.knownPoints();
    if (verdict === 'right' && listed.every(({ sourceId, pointId }) => ours.has(`${sourceId}/${pointId}`))) return undefined;
    const points: PointWithManifest[] = [];
    for (const point of listed) points.push({ ...point, text: await manifestIn(vault, point) });
    const { sequence, signedAt } = catalogue;
    return { vaultId: vault.id, sequence, digest: sha256(found.text), signedAt, points };
  }

  async look(vault: Vault, newest = newestCatalogue): Promise<{ found?: FoundCatalogue; known: Known }> {
    // A database that was copied before the first catalogue was signed knows no key; the one that came back with it is ours.
    const found = await newest(vault, [...(await this.store.keys()), this.key.publicPem]);
    const inVault = (await this.store.copies()).find(({ vaultId }) => vaultId === vault.id)?.sequence ?? 0;
    const digest = found && (await this.store.digestOf(found.sequence));
    return { found, known: { head: (await this.store.head())?.sequence ?? 0, inVault, digestOf: () => digest } };
  }
}

/** The manifest that the catalogue means; throws `manifest-swapped` for any other, and `no-such-object`. */
export async function manifestIn(vault: Vault, { sourceId, pointId, manifest }: CataloguePoint): Promise<string> {
  const text = await readText(vault, `${sourceId}/${pointId}/manifest.json`);
  if (sha256(text) !== manifest) throw errors.manifestSwapped({ vault: vault.id, point: pointId, source: sourceId });
  return text;
}

export function parsedManifest({ text }: PointWithManifest): Manifest {
  return JSON.parse(text) as Manifest;
}
