import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { lastDue } from '../rules.js';
import { type Due, type DueOf, dueProof, dueReading, dueTake } from '../schedule.js';
import { ScheduleStore } from '../schedule-store.js';
import { Shelf } from '../shelf.js';
import type { Source } from '../shelf-schema.js';
import { Zones } from '../zones.js';

/** What the schedule of a source asks for now. */
export interface DueOfSource {
  source: Source;
  take?: Due;
  proof?: DueOf;
  reading?: DueOf;
}

/** What is due: three statements, however many sources. */
@Injectable()
export class DueWork {
  constructor(
    private readonly shelf: Shelf,
    private readonly store: ScheduleStore,
    private readonly zones: Zones,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<DueOfSource[]> {
    const [now, zones] = [this.clock.now(), await this.zones.ofAll(this.shelf.sources)];
    const sources = this.shelf.sources.map((source, index) => ({ source, zone: zones[index]! }));
    const slots = sources.map(({ source: { id, schedule }, zone }) => ({
      sourceId: id,
      slot: lastDue(schedule.verify, now, zone),
    }));
    const [points, unread] = [await this.store.points(slots.map(({ sourceId }) => sourceId)), await this.store.unread(slots)];
    return sources.map(({ source, zone }) => {
      const { id, schedule } = source;
      const known = points.get(id) ?? [];
      return {
        source,
        take: dueTake(schedule.take, known, now, zone),
        proof: dueProof(schedule.prove, known, now, zone),
        reading: dueReading(schedule.verify, unread.get(id) ?? [], now, zone),
      };
    });
  }
}
