import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { PointStore } from '../point-store.js';
import { Shelf } from '../shelf.js';
import { LOOK_MS } from './failed-rules.js';
import { LeftoverStore } from './leftover-store.js';
import { Retention } from './retention.js';
import type { Reason } from './retention-rules.js';
import type { Leftover } from './types.js';

/** What still lies in one vault though it was removed, of one source. */
export interface LeftInVault extends Pick<Leftover, 'sourceId' | 'vaultId' | 'trouble'> {
  /** How many points, and the moment since when the first of them should be gone. */
  points: number;
  since: Date;
}

/** Failed points of one source that still lie in vaults though there was time to look at them. */
export interface FailedLeft {
  sourceId: string;
  points: number;
  /** When the first of them failed. */
  since: Date;
  /** Why they are kept, each reason once. */
  reasons: Reason['kind'][];
}

@Injectable()
export class Leftovers {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly leftovers: LeftoverStore,
    private readonly retention: Retention,
    private readonly clock: Clock,
  ) {}

  /** What a vault was asked for and has not let go; the trouble is that of the point that was removed first. */
  async all(): Promise<LeftInVault[]> {
    const asked = (await this.leftovers.all()).filter(({ trouble }) => trouble);
    return [...Map.groupBy(asked, ({ sourceId, vaultId }) => `${sourceId} ${vaultId}`).values()].map((some) => {
      const { sourceId, vaultId, removedAt, trouble } = some[0]!;
      return { sourceId, vaultId, trouble, points: some.length, since: removedAt };
    });
  }

  /** What failed points have left and retention keeps. */
  async ofFailed(): Promise<FailedLeft[]> {
    const found: FailedLeft[] = [];
    const old = await this.points.failedSources(new Date(this.clock.now().getTime() - LOOK_MS));
    for (const { id: sourceId } of this.shelf.sources) {
      if (!old.has(sourceId)) continue;
      const { failed } = await this.retention.of(sourceId);
      const kept = failed.filter(({ reasons }) => reasons.length > 0 && !reasons.some(({ kind }) => kind === 'fresh'));
      const since = kept.map(({ point }) => point.failedAt).sort((a, b) => a.getTime() - b.getTime())[0];
      const reasons = [...new Set(kept.flatMap((one) => one.reasons.map(({ kind }) => kind)))];
      if (since) found.push({ sourceId, points: kept.length, since, reasons });
    }
    return found;
  }
}
