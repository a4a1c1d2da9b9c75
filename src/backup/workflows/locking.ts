import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { PointStore } from '../point-store.js';
import { Shelf } from '../shelf.js';
import type { Copy } from '../types.js';
import { objectsBelow } from '../vaults/objects.js';
import type { ObjectLock, Vault } from '../vaults/vault.js';
import { Vaults } from '../vaults/vaults.js';

/** Without `lockedUntil` where at least one object of the copy is not locked. */
export type LockSeen = Pick<Copy, 'vaultId' | 'lockedUntil' | 'lockMode'>;

const DAY_MS = 86_400_000;

/** Locks on the copies of a point: asked for by the writer, and believed once the prover has read them back. */
@Injectable()
export class Locking {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly vaults: Vaults,
    private readonly clock: Clock,
  ) {}

  /** On each object of the copy, as long as the vault's shelf entry says; nothing where it says none. */
  async ask(pointId: string, vaultId: string): Promise<void> {
    const entry = this.shelf.vault(vaultId);
    if (entry.kind === 'folder' || !entry.lock) return;
    const until = new Date(this.clock.real().getTime() + entry.lock.days * DAY_MS);
    const vault = await this.vaults.open(vaultId, 'writer');
    for (const key of await this.keys(vault, pointId)) await vault.locks?.set(key, { mode: entry.lock.mode, until });
  }

  /** What the stores say now: the earliest end among a copy's objects. A store that cannot be asked is not in it. */
  async read(pointId: string): Promise<LockSeen[]> {
    const seen: LockSeen[] = [];
    for (const { vaultId } of await this.points.copies(pointId)) {
      const vault = await this.vaults.open(vaultId, 'prover').catch(() => undefined);
      if (vault?.locks) seen.push({ vaultId, ...(await this.first(vault, pointId)) });
    }
    return seen;
  }

  private async first(vault: Vault, pointId: string): Promise<Pick<LockSeen, 'lockedUntil' | 'lockMode'>> {
    const found: ObjectLock[] = [];
    for (const key of await this.keys(vault, pointId)) {
      const lock = await vault.locks?.read(key);
      if (!lock) return {};
      found.push(lock);
    }
    const [earliest] = found.sort((a, b) => a.until.getTime() - b.until.getTime());
    return earliest ? { lockedUntil: earliest.until, lockMode: earliest.mode } : {};
  }

  private async keys(vault: Vault, pointId: string): Promise<string[]> {
    const { sourceId } = await this.points.get(pointId);
    return (await objectsBelow(vault, `${sourceId}/${pointId}/`)).map(({ key }) => key);
  }
}
