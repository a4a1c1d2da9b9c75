import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import { Engines } from './engines/engines.js';
import { errors } from './errors.js';
import { PointStore } from './point-store.js';
import { RestoreStore } from './restore-store.js';
import { bestPoint, isOffered } from './rules.js';
import { Shelf } from './shelf.js';
import { measuredRate, type Pace, pace } from './standing.js';
import type { Point, Restore } from './types.js';

/** What a restore would bring back, what it would lose, and how long it takes by what was measured. */
export interface RestorePreview {
  point: Point;
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
    private readonly clock: Clock,
  ) {}

  /** With how far it is; throws `backup.no-such-restore`. */
  async get(id: string): Promise<Restore & { pace: Pace }> {
    const restore = await this.restores.get(id);
    return { ...restore, pace: pace(restore.bytesDone, restore.bytesTotal, restore.loadSeconds ?? 0) };
  }

  /** Newest first. */
  of(sourceId: string): Promise<Restore[]> {
    return this.restores.ofSource(sourceId);
  }

  /** Of the given point, or of the one that would be chosen. Throws `nothing-to-restore` or `not-offered`. */
  async preview(sourceId: string, pointId?: string): Promise<RestorePreview> {
    const source = this.shelf.source(sourceId);
    const points = await this.points.ofSource(sourceId);
    const point = pointId ? await this.points.get(pointId) : bestPoint(points);
    if (!point) throw errors.nothingToRestore({ source: sourceId });
    if (!isOffered(point)) throw errors.notOffered({ point: point.id, state: point.state });
    const engine = this.engines.of(source);
    return {
      point,
      lostMs: this.clock.now().getTime() - (point.takenAt ?? point.begunAt).getTime(),
      estimatedSeconds: estimate(point, points, await this.restores.ofSource(sourceId)),
      originalName: engine.originalName(source),
      originalExists: await engine.originalExists(source).catch(() => undefined),
    };
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
