import { Injectable } from '@nestjs/common';
import { Clock, newId, Tx } from '../../platform/index.js';
import type { Engine } from '../engines/engine.js';
import { Engines } from '../engines/engines.js';
import { errors } from '../errors.js';
import type { Manifest } from '../manifest.js';
import { PointStore } from '../point-store.js';
import { HoldStore } from '../retention/index.js';
import { condemns } from '../rules.js';
import { Shelf } from '../shelf.js';
import type { Source } from '../shelf-schema.js';
import { attemptIn, type Found } from '../trouble.js';
import type { Copy, Point } from '../types.js';
import type { VaultRole } from '../vaults/roles.js';
import type { Vault } from '../vaults/vault.js';
import { Vaults } from '../vaults/vaults.js';
import { VERIFY } from './names.js';

export interface Opened {
  point: Point;
  source: Source;
  engine: Engine;
  manifest: Manifest;
}

/** Work on the copies of a point, wherever they lie. */
@Injectable()
export class Copies {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly holds: HoldStore,
    private readonly engines: Engines,
    private readonly vaults: Vaults,
    private readonly clock: Clock,
    private readonly tx: Tx,
  ) {}

  async open(pointId: string): Promise<Opened> {
    const point = await this.points.get(pointId);
    const source = this.shelf.source(point.sourceId);
    return { point, source, engine: this.engines.of(source), manifest: point.manifest as Manifest };
  }

  /**
   * Runs `work` on the first copy that can be reached and is whole, as `role`. Throws why one of them could not be looked at; what is
   * wrong with the last one only where they are all bad.
   */
  async withBest<T>(pointId: string, role: VaultRole, work: (vault: Vault) => Promise<T>): Promise<T> {
    const { source } = await this.open(pointId);
    const usable = (await this.points.copies(pointId)).filter((copy) => copy.state !== 'failed');
    const troubles: unknown[] = [];
    for (const { vaultId } of best(usable, source)) {
      try {
        const done = await work(await this.vaults.open(vaultId, role));
        if (troubles.some(isBad)) await this.readBack(pointId);
        return done;
      } catch (error) {
        if (!isOfVault(error) && !isDamage(error)) throw error;
        troubles.push(error);
      }
    }
    const unseen = troubles.find((error) => !isBad(error));
    if (unseen && troubles.some(isBad)) await this.readBack(pointId);
    throw unseen ?? troubles.at(-1) ?? errors.noSuchObject({ point: pointId });
  }

  /** Reads every copy back; what each has shown. */
  async verify(pointId: string): Promise<Found[]> {
    const found: Found[] = [];
    for (const { vaultId } of await this.points.copies(pointId))
      found.push(await attemptIn(vaultId, () => this.verifyCopy(pointId, vaultId)));
    return found;
  }

  /** Which of its copies are bad is written down by whoever reads them all. */
  private async readBack(pointId: string): Promise<void> {
    await this.tx.housekeeping('backup.hand-on', () => this.tx.start(VERIFY, `verify-${pointId}-${newId()}`, pointId));
  }

  private async verifyCopy(pointId: string, vaultId: string): Promise<void> {
    const { engine, manifest } = await this.open(pointId);
    await engine.verify(manifest, await this.vaults.open(vaultId, 'prover'));
  }

  async replicate(pointId: string, to: string): Promise<void> {
    const { engine, manifest } = await this.open(pointId);
    const carry = async (from: Vault) => engine.replicate(manifest, from, await this.vaults.open(to, 'writer'));
    await this.withBest(pointId, 'writer', carry);
  }

  /** From each vault that has not let it go yet; what each has shown. Nothing goes that is held, though it was decided before. */
  async remove(pointId: string): Promise<Found[]> {
    const found: Found[] = [];
    for (const copy of await this.points.copies(pointId))
      if (!copy.goneAt) found.push(await attemptIn(copy.vaultId, () => this.removeUnlessHeld(copy)));
    return found;
  }

  private async removeUnlessHeld(copy: Copy): Promise<void> {
    const { pointId: point } = copy;
    if (await this.holds.covers(point)) throw errors.protected({ point, detail: 'held' });
    await this.removeCopy(copy);
  }

  private async removeCopy({ pointId, vaultId, lockedUntil }: Copy): Promise<void> {
    if (lockedUntil && lockedUntil > this.clock.real())
      throw errors.underLock({ vault: vaultId, until: lockedUntil.toISOString() });
    const { sourceId, manifest } = await this.points.get(pointId);
    const source = this.shelf.sources.find(({ id }) => id === sourceId);
    const vault = await this.vaults.open(vaultId, 'pruner');
    if (manifest) return this.engines.of(manifest).remove(manifest, vault, source);
    if (!source) throw errors.noSuchSource({ source: sourceId });
    await this.engines.of(source).clear({ sourceId, pointId }, vault, source);
  }
}

/** Whether another vault may do better. */
export function isOfVault(error: unknown): boolean {
  return /^backup\.(vault-|clock-wrong|no-such-object|setting-missing)/.test((error as { code?: string }).code ?? '');
}

/** Bytes that are not what was stored: those of another copy may be. */
function isDamage(error: unknown): boolean {
  return (error as { code?: string }).code === 'backup.damaged';
}

function isBad(error: unknown): boolean {
  return condemns((error as { code?: string }).code ?? '');
}

/** What was read back comes first, then as the source names its vaults: the log of a server is whole in the first one alone. */
function best(copies: Copy[], { vaults }: Source): Copy[] {
  const place = ({ vaultId }: Copy) => (vaults.includes(vaultId) ? vaults.indexOf(vaultId) : vaults.length);
  const isRead = ({ state }: Copy) => Number(state === 'verified');
  return copies.toSorted((a, b) => isRead(b) - isRead(a) || place(a) - place(b));
}
