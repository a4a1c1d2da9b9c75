import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../platform/index.js';
import { ChosenPoint, type Wanted } from './chosen-point.js';
import { Engines } from './engines/engines.js';
import type { WaysIn } from './engines/ways-in.js';
import { errors } from './errors.js';
import { Foresight, type Room } from './foresight/foresight.js';
import type { Newer } from './foresight/rules.js';
import { Moments } from './moments.js';
import { PointStore } from './point-store.js';
import type { Reach } from './reach.js';
import { RestoreStore } from './restore-store.js';
import { asOf, nextWay } from './rules.js';
import { Shelf } from './shelf.js';
import { measuredRate, type Pace, pace } from './standing.js';
import { SwitchStore } from './switching/switch-store.js';
import type { Point, Restore, Switch, SwitchWay } from './types.js';

/** What a restore would bring back, what it would lose, and how long it takes by what was measured. */
export interface RestorePreview {
  point: Point;
  /** The wanted moment; that of the point when not given. */
  until?: Date;
  /** Which moments can be wished for; undefined where points alone can be. */
  reach?: Reach;
  /** Work since then is lost, in milliseconds. */
  lostMs: number;
  /** What came since the point, by counting; undefined when the source does not answer, or not soon enough, and for another moment. */
  newer?: Newer;
  /** Undefined when nothing was ever restored or proven. */
  estimatedSeconds?: number;
  /** The newest of up to three measurements behind the estimate. */
  measured?: { what: 'restore' | 'proof'; at: Date };
  room: Room;
  originalName: string;
  /** Undefined when the server cannot be asked. */
  originalExists?: boolean;
  /** Whether a restored place can take the original's name. */
  canSwitch: boolean;
}

/** A restore as its page shows it. */
export interface RestoreStanding extends Restore {
  pace: Pace;
  /** Its last change of names. */
  lastSwitch?: Switch;
  /** Where its names may go from here. */
  nextWay?: SwitchWay;
  originalName: string;
  /** Under which name its result now is. */
  nowAs: string;
}

@Injectable()
export class Restores {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly restores: RestoreStore,
    private readonly switches: SwitchStore,
    private readonly engines: Engines,
    private readonly moments: Moments,
    private readonly chosen: ChosenPoint,
    private readonly foresight: Foresight,
    private readonly clock: Clock,
  ) {}

  /** With how far it is; throws `backup.no-such-restore`. */
  async get(id: string): Promise<RestoreStanding> {
    const restore = asOf(await this.restores.get(id), this.clock.now());
    const [lastSwitch] = await this.switches.ofRestore(id);
    const newest = await this.switches.newestOfSource(restore.sourceId);
    const source = this.shelf.source(restore.sourceId);
    const engine = this.engines.of(source);
    const originalName = engine.originalName(source);
    const isForth = newest?.restoreId === id && newest.way === 'forth';
    return {
      ...restore,
      pace: pace(restore.bytesDone, restore.bytesTotal, restore.loadSeconds ?? 0),
      lastSwitch,
      nextWay: lastSwitch?.state === 'running' || !engine.exchange ? undefined : nextWay(restore, newest),
      originalName,
      nowAs: isForth ? originalName : restore.place,
    };
  }

  /** The id of this restore; of a source, that of its newest one. Throws `backup.no-such-restore` where it has none or is unknown. */
  async meant(id: string): Promise<string> {
    if (z.uuid().safeParse(id).success) return id;
    const [newest] = await this.restores.ofSource(id, 1);
    if (!newest) throw errors.noSuchRestore({ restore: id });
    return newest.id;
  }

  /** Newest first. */
  async of(sourceId: string): Promise<Restore[]> {
    const now = this.clock.now();
    return (await this.restores.ofSource(sourceId)).map((restore) => asOf(restore, now));
  }

  /** Those restored together, in their order; throws `backup.no-such-restore`. */
  async series(id: string): Promise<RestoreStanding[]> {
    const found = await this.restores.ofSeries(id);
    if (found.length === 0) throw errors.noSuchRestore({ restore: id });
    return Promise.all(found.map((restore) => this.get(restore.id)));
  }

  /** How applications find what was restored; undefined before it is done, and where they are told nothing. */
  async waysIn(id: string): Promise<WaysIn | undefined> {
    const { state, sourceId, nowAs } = await this.get(id);
    const source = this.shelf.source(sourceId);
    return state === 'done' ? this.engines.of(source).waysIn?.(source, nowAs) : undefined;
  }

  /**
   * Of what would be brought back. Throws like `ChosenPoint.of`.
   */
  async preview(sourceId: string, wanted: Wanted = {}): Promise<RestorePreview> {
    const source = this.shelf.source(sourceId);
    const point = await this.chosen.of(sourceId, wanted);
    const { until } = wanted;
    const engine = this.engines.of(source);
    const [room, newer, originalExists] = await Promise.all([
      this.foresight.room(source, point),
      until ? undefined : this.foresight.newer(source, point),
      engine.originalExists(source).catch(() => undefined),
    ]);
    return {
      point,
      until,
      reach: await this.moments.reach(sourceId).catch(() => undefined),
      lostMs: this.clock.now().getTime() - (until ?? point.takenAt ?? point.begunAt).getTime(),
      newer,
      ...estimate(point, await this.points.ofSource(sourceId), await this.restores.ofSource(sourceId)),
      room,
      originalName: engine.originalName(source),
      originalExists,
      canSwitch: engine.exchange !== undefined,
    };
  }
}

function estimate(point: Point, points: Point[], restores: Restore[]): Pick<RestorePreview, 'estimatedSeconds' | 'measured'> {
  const real = restores.map(({ bytesTotal, seconds, begunAt }) => ({
    what: 'restore' as const,
    bytes: bytesTotal,
    seconds: seconds ?? 0,
    at: begunAt,
  }));
  const proofs = points.map(({ rawBytes, proveSeconds, begunAt, provenAt }) => ({
    what: 'proof' as const,
    bytes: rawBytes ?? 0,
    seconds: proveSeconds ?? 0,
    at: provenAt ?? begunAt,
  }));
  const measured = [...real, ...proofs]
    .filter(({ bytes, seconds }) => bytes > 0 && seconds > 0)
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const rate = measuredRate(measured);
  if (!rate || !point.rawBytes) return {};
  const { what, at } = measured[0]!;
  return { estimatedSeconds: point.rawBytes / rate, measured: { what, at } };
}
