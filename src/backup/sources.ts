import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import { type Level, levelOf, type Sized, sizes, type Timed, timings, worstFirst } from './board/board-rules.js';
import { PointStore } from './point-store.js';
import { RestoreStore } from './restore-store.js';
import { nextDue } from './rules.js';
import { Shelf } from './shelf.js';
import type { Source } from './shelf-schema.js';
import { type Standing, standing } from './standing.js';
import { Zones } from './zones.js';

export interface SourceInBuilding {
  id: string;
  name: string;
  /** The moment whose data the last proven copy holds; undefined when nothing was ever proven. */
  lastProvenAt?: Date;
  /** The same of the last whole copy, proven or not. */
  lastStoredAt?: Date;
}

/** A source with how it stands. */
export interface SourceStanding extends Standing {
  source: Source;
  level: Level;
  nextTakeAt: Date;
  /** How long the last ten proofs and restores took, and how large the last ten copies were; oldest first. */
  timings: Timed[];
  sizes: Sized[];
}

@Injectable()
export class Sources {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly restores: RestoreStore,
    private readonly zones: Zones,
    private readonly clock: Clock,
  ) {}

  /** Worst first. */
  async all(): Promise<SourceStanding[]> {
    return worstFirst(await Promise.all(this.shelf.sources.map((source) => this.standing(source))));
  }

  /** Throws `backup.no-such-source`. */
  get(id: string): Promise<SourceStanding> {
    return this.standing(this.shelf.source(id));
  }

  /** The sources that stand in this building, and how old their copies are. */
  async atOffice(officeId: string): Promise<SourceInBuilding[]> {
    return (await this.atOffices([officeId])).get(officeId) ?? [];
  }

  /** The same for many buildings; those without a source are not in it. */
  async atOffices(officeIds: readonly string[]): Promise<Map<string, SourceInBuilding[]>> {
    const here = this.shelf.sources.filter(({ office }) => office !== undefined && officeIds.includes(office));
    const found = await Promise.all(here.map(async (source) => ({ office: source.office!, ...(await this.inBuilding(source)) })));
    return new Map(
      [...Map.groupBy(found, ({ office }) => office)].map(([id, some]) => [id, some.map(({ office: _, ...one }) => one)]),
    );
  }

  private async inBuilding(source: Source): Promise<SourceInBuilding> {
    const { lastProven, lastStored } = await this.standing(source);
    return { id: source.id, name: source.name, lastProvenAt: lastProven?.takenAt, lastStoredAt: lastStored?.takenAt };
  }

  private async standing(source: Source): Promise<SourceStanding> {
    const now = this.clock.now();
    const zone = await this.zones.of(source);
    const promised = { ...source.schedule, ...source.targets, zone, shrunk: source.alarms.shrunk };
    const [points, restores] = [await this.points.ofSource(source.id), await this.restores.ofSource(source.id)];
    const found = standing(promised, points, restores, now, await this.points.whole(source.id));
    const measured = { timings: timings(points, restores), sizes: sizes(points) };
    return { source, level: levelOf(found.alarms), ...found, ...measured, nextTakeAt: nextDue(source.schedule.take, now, zone) };
  }
}
