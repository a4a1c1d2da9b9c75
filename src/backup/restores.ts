import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import { Engines } from './engines/engines.js';
import { errors } from './errors.js';
import { Moments } from './moments.js';
import { PointStore } from './point-store.js';
import type { Reach } from './reach.js';
import { RestoreStore } from './restore-store.js';
import { bestPoint, isOffered } from './rules.js';
import { Shelf } from './shelf.js';
import { measuredRate, type Pace, pace } from './standing.js';
import type { Point, Restore } from './types.js';

/** What a restore would bring back, what it would lose, and how long it takes by what was measured. */
export interface RestorePreview {
  point: Point;
  /** The wanted moment; that of the point when not given. */
  until?: Date;
  /** Which moments can be wished for; undefined where points alone can be. */
  reach?: Reach;
  /** Work since then is lost, in milliseconds. */
  lostMs: number;
  /** Undefined when nothing was ever restored or proven. */
  estimatedSeconds?: number;
  originalName: string;
  /** Undefined when the server cannot be asked. */
  originalExists?: boolean;
}

@Injectable()
export class Restores {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly restores: RestoreStore,
    private readonly engines: Engines,
    private readonly moments: Moments,
    private readonly clock: Clock,
  ) {}

  /** With how far it is, and where applications find what runs by itself; throws `backup.no-such-restore`. */
  async get(id: string): Promise<Restore & { pace: Pace; address?: string }> {
    const restore = await this.restores.get(id);
    const measured = pace(restore.bytesDone, restore.bytesTotal, restore.loadSeconds ?? 0);
    return { ...restore, pace: measured, address: restore.state === 'done' ? await this.address(restore) : undefined };
  }

  /** Newest first. */
  of(sourceId: string): Promise<Restore[]> {
    return this.restores.ofSource(sourceId);
  }

  /**
   * Of the given moment, of the given point, or of the point that would be chosen. Throws `nothing-to-restore` or `not-offered`,
   * and what `Moments.pointFor` throws.
   */
  async preview(sourceId: string, { pointId, until }: { pointId?: string; until?: Date } = {}): Promise<RestorePreview> {
    const source = this.shelf.source(sourceId);
    const points = await this.points.ofSource(sourceId);
    const point = until
      ? await this.moments.pointFor(sourceId, until)
      : pointId
        ? await this.points.get(pointId)
        : bestPoint(points);
    if (!point) throw errors.nothingToRestore({ source: sourceId });
    if (!isOffered(point)) throw errors.notOffered({ point: point.id, state: point.state });
    const engine = this.engines.of(source);
    return {
      point,
      until,
      reach: await this.moments.reach(sourceId).catch(() => undefined),
      lostMs: this.clock.now().getTime() - (until ?? point.takenAt ?? point.begunAt).getTime(),
      estimatedSeconds: estimate(point, points, await this.restores.ofSource(sourceId)),
      originalName: engine.originalName(source),
      originalExists: await engine.originalExists(source).catch(() => undefined),
    };
  }

  private async address({ sourceId, place, until, target }: Restore): Promise<string | undefined> {
    const source = this.shelf.source(sourceId);
    return target === 'beside' ? this.engines.of(source).address?.({ source, name: place, until }) : undefined;
  }
}

function estimate(point: Point, points: Point[], restores: Restore[]): number | undefined {
  const real = restores.map(({ bytesTotal, seconds, begunAt }) => ({ bytes: bytesTotal, seconds: seconds ?? 0, at: begunAt }));
  const proofs = points.map(({ rawBytes, proveSeconds, begunAt }) => ({
    bytes: rawBytes ?? 0,
    seconds: proveSeconds ?? 0,
    at: begunAt,
  }));
  const rate = measuredRate([...real, ...proofs].sort((a, b) => b.at.getTime() - a.at.getTime()));
  return rate && point.rawBytes ? point.rawBytes / rate : undefined;
}
