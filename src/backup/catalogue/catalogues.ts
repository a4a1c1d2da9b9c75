import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { Clock, Config, Instance } from '../../platform/index.js';
import { type Parcel, Parcels } from '../escrow/parcel.js';
import { sha256 } from '../manifest.js';
import { Shelf } from '../shelf.js';
import { isOwn } from '../shelf-schema.js';
import type { VaultRole } from '../vaults/roles.js';
import { writeText } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import { Vaults } from '../vaults/vaults.js';
import { AdoptCatalogue } from './adopt-catalogue.js';
import { type Catalogue, catalogueText, pointsIn, readCatalogue } from './catalogue.js';
import { highestNumber, holds, thinCatalogues, writeCatalogue } from './catalogue-files.js';
import { CatalogueKey } from './catalogue-key.js';
import { CatalogueStore, type Signed } from './catalogue-store.js';
import { NewerCatalogue } from './newer-catalogue.js';

/** More than any vault could be ahead of a restored database: a number beyond it would use up all that are left. */
const LEAP = 1_000_000;

/** Signs what stands in the vaults now, and lays it into each of them. */
@Injectable()
export class Catalogues {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly shelf: Shelf,
    private readonly vaults: Vaults,
    private readonly key: CatalogueKey,
    private readonly parcels: Parcels,
    private readonly store: CatalogueStore,
    private readonly newer: NewerCatalogue,
    private readonly adopt: AdoptCatalogue,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly instance: Instance,
  ) {}

  /** A vault that is away gets the next one: each is whole in itself. */
  async publish(): Promise<void> {
    const open = await this.reachable('writer');
    const reach = (await this.headNumber()) + LEAP;
    const taken: number[] = [];
    for (const vault of open) taken.push(await this.catchUp(vault, reach));
    const parcel = await this.parcels.current();
    const { sequence, text } = await this.store.sign((head) => this.next(head, Math.max(0, ...taken), parcel));
    for (const vault of open) await this.lay(vault, sequence, text, parcel);
  }

  /** After retention has taken points away. */
  async thin(): Promise<void> {
    const head = await this.headNumber();
    for (const vault of await this.reachable('pruner')) await this.attempt(vault.id, () => thinCatalogues(vault, head));
  }

  /** A vault that knows more than this database, signed by us, tells that this database is a restored one. The vault's highest number. */
  private async catchUp(vault: Vault, reach: number): Promise<number> {
    let highest = 0;
    await this.attempt(vault.id, async () => {
      highest = await highestNumber(vault, reach);
      const found = await this.newer.in(vault);
      if (found) await this.adopt.run(AdoptCatalogue.BY, found);
    });
    return highest;
  }

  private async headNumber(): Promise<number> {
    return (await this.store.head())?.sequence ?? 0;
  }

  private lay(vault: Vault, sequence: number, text: string, { file, sealed }: Parcel): Promise<void> {
    return this.attempt(vault.id, async () => {
      if (!(await holds(vault, file, sealed))) await vault.put(file, Readable.from([sealed]));
      await this.layManifests(vault, text);
      await writeCatalogue(vault, sequence, text, this.key.sign(text), this.key.publicPem);
      await this.store.noteWritten(vault.id, sequence);
    });
  }

  /** A dump lies beside its manifest; what lies in a repository has none of its own in the vault. */
  private async layManifests(vault: Vault, text: string): Promise<void> {
    const ofRepositories = pointsIn(readCatalogue(text) as Catalogue, vault.id).filter(({ engine }) => engine !== 'dump');
    for (const { sourceId, pointId } of ofRepositories) {
      const key = `${sourceId}/${pointId}/manifest.json`;
      if (!(await vault.head(key))) await writeText(vault, key, await this.store.manifestOf(pointId));
    }
  }

  /** Never a number under which something lies already, whoever signed that. */
  private async next(
    head: Signed | undefined,
    taken: number,
    { file, sha256: digest }: Parcel,
  ): Promise<Signed & { text: string }> {
    const signedAt = this.clock.now();
    await this.store.addKey(this.key.fingerprint, this.key.publicPem, signedAt);
    const sequence = Math.max(head?.sequence ?? 0, taken) + 1;
    const facts: Omit<Catalogue, 'format'> = {
      sequence,
      previous: head?.digest ?? null,
      signedAt: signedAt.toISOString(),
      kind: this.instance.kind,
      version: this.config.version,
      key: this.key.fingerprint,
      vaults: await this.store.markers(),
      sources: this.shelf.sources.map((source) => ({ id: source.id, name: source.name, own: isOwn(source) })),
      parcel: { file, sha256: digest },
      points: await this.store.points(),
    };
    const text = catalogueText(facts);
    return { sequence, digest: sha256(text), signedAt, text };
  }

  private async reachable(role: VaultRole): Promise<Vault[]> {
    const open: Vault[] = [];
    for (const id of this.shelf.vaultsInUse) await this.attempt(id, async () => void open.push(await this.vaults.open(id, role)));
    return open;
  }

  private async attempt(vaultId: string, work: () => Promise<void>): Promise<void> {
    await work().catch((error) => this.logger.warn(`catalogue in ${vaultId}: ${error.message}`));
  }
}
