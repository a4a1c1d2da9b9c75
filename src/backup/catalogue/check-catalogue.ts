import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Meter } from '../engines/streams.js';
import { errors } from '../errors.js';
import { Shelf } from '../shelf.js';
import { attemptIn, type Found } from '../trouble.js';
import type { Vault } from '../vaults/vault.js';
import { Vaults } from '../vaults/vaults.js';
import { type Catalogue, judge, pointsIn, readCatalogue } from './catalogue.js';
import { keyName, keysBeside } from './catalogue-files.js';
import { fingerprintOf } from './catalogue-key.js';
import { CatalogueStore } from './catalogue-store.js';
import { manifestIn, NewerCatalogue } from './newer-catalogue.js';

const MANIFEST = /^([^/]+\/[^/]+)\/manifest\.json$/;

/** Holds what lies in the vaults against what was signed here: a manifest swapped, a point added or gone, a vault set back. */
@Injectable()
export class CheckCatalogue {
  constructor(
    private readonly shelf: Shelf,
    private readonly vaults: Vaults,
    private readonly store: CatalogueStore,
    private readonly newer: NewerCatalogue,
  ) {}

  async all(): Promise<Found[]> {
    const checked: Found[] = [];
    for (const vaultId of this.shelf.vaultsInUse)
      checked.push(await attemptIn(vaultId, async () => this.check(await this.vaults.open(vaultId, 'prover'))));
    return checked;
  }

  /** Throws the first thing that is wrong. */
  private async check(vault: Vault): Promise<void> {
    const { found, known } = await this.newer.look(vault);
    const verdict = judge(found, known);
    const numbers = { vault: vault.id, sequence: found?.sequence ?? 0, known: known.inVault };
    if (verdict === 'forged') throw errors.catalogueForged(numbers);
    if (verdict === 'rolled-back') throw errors.catalogueRolledBack(numbers);
    if (found) await this.compare(vault, readCatalogue(found.text) as Catalogue);
    await this.refuseAdded(vault);
  }

  private async compare(vault: Vault, catalogue: Catalogue): Promise<void> {
    await this.checkOpener(vault, catalogue);
    await this.comparePoints(vault, catalogue);
  }

  /** Without the key that it is signed by and the parcel of keys, the points are no use to anybody on an empty machine. */
  private async checkOpener(vault: Vault, { key, parcel }: Catalogue): Promise<void> {
    const meter = new Meter();
    await pipeline(await vault.get(parcel.file), meter.resume());
    if (meter.sha256 !== parcel.sha256) throw errors.damaged({ vault: vault.id, detail: parcel.file });
    const keys = await keysBeside(vault);
    if (!keys.some((pem) => fingerprintOf(pem) === key)) throw errors.damaged({ vault: vault.id, detail: keyName(key) });
  }

  private async comparePoints(vault: Vault, catalogue: Catalogue): Promise<void> {
    // What retention took away since the text was signed is no loss.
    const standing = new Set((await this.store.points()).map(({ pointId }) => pointId));
    for (const point of pointsIn(catalogue, vault.id)) {
      if (!standing.has(point.pointId)) continue;
      await manifestIn(vault, point).catch((error) => {
        if (error.code !== 'backup.no-such-object') throw error;
        throw errors.pointMissing({ vault: vault.id, source: point.sourceId, point: point.pointId });
      });
    }
  }

  private async refuseAdded(vault: Vault): Promise<void> {
    const ours = await this.store.knownPoints();
    for await (const { key } of vault.list('')) {
      const point = MANIFEST.exec(key)?.[1];
      if (point && !ours.has(point)) throw errors.pointAdded({ vault: vault.id, point });
    }
  }
}
