import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import { type LogWatch, LogWatchStore } from './log-watch-store.js';
import { PointStore } from './point-store.js';
import { RestoreStore } from './restore-store.js';
import { nextDue } from './rules.js';
import { Shelf } from './shelf.js';
import type { Source } from './shelf-schema.js';
import { logAlarms, type Standing, standing } from './standing.js';

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
  nextTakeAt: Date;
  /** How its log comes into the vault, for a source that keeps one and was looked at. */
  log?: LogWatch;
}

@Injectable()
export class Sources {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly restores: RestoreStore,
    private readonly logs: LogWatchStore,
    private readonly clock: Clock,
  ) {}

  all(): Promise<SourceStanding[]> {
    return Promise.all(this.shelf.sources.map((source) => this.standing(source)));
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
    const promised = { ...source.schedule, ...source.targets };
    const found = standing(promised, await this.points.ofSource(source.id), await this.restores.ofSource(source.id), now);
    const log = 'wal' in source ? await this.logs.of(source.id) : undefined;
    const alarms = [...found.alarms, ...('wal' in source ? logAlarms(source.wal.everyMs, log, now) : [])];
    return { source, ...found, alarms, nextTakeAt: nextDue(source.schedule.take, now), log };
  }
}
