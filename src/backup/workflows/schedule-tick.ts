import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock, Tx } from '../../platform/index.js';
import { PointStore } from '../point-store.js';
import { dueProof, dueReading, dueTake } from '../schedule.js';
import { Shelf } from '../shelf.js';
import type { Source } from '../shelf-schema.js';
import { Zones } from '../zones.js';
import { SCHEDULED } from './names.js';
import { Presence } from './presence.js';
import type { Scheduled } from './scheduled-work.js';

const EVERY_MS = 20_000;

/** Begins what is due. The work's id is made of its source and its hour, so that ten servers begin it once. */
@Injectable()
export class ScheduleTick {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly tx: Tx,
    private readonly clock: Clock,
    private readonly presence: Presence,
    private readonly zones: Zones,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    for (const source of this.shelf.sources) await this.look(source).catch((error) => this.logger.error(error));
  }

  private async look(source: Source): Promise<void> {
    if (!(await this.presence.isAwaited(source))) return;
    const points = await this.points.ofSource(source.id);
    const [now, zone] = [this.clock.now(), await this.zones.of(source)];
    const take = dueTake(source.schedule.take, points, now, zone);
    if (take) await this.start('take', source.id, `${source.id}-${take.slot.toISOString()}-${take.attempt}`);
    const proof = dueProof(source.schedule.prove, points, now, zone);
    if (proof) await this.start('prove', proof.pointId, `${source.id}-${proof.slot.toISOString()}-${proof.pointId}`);
    const reading = dueReading(source.schedule.verify, await this.points.whole(source.id), now, zone);
    if (reading)
      await this.start(
        'verify',
        reading.pointId,
        `${source.id}-${reading.slot.toISOString()}-${reading.pointId}-${reading.attempt}`,
      );
  }

  private async start(what: Scheduled, subject: string, slot: string): Promise<void> {
    await this.tx.housekeeping('backup.schedule', () => this.tx.start(SCHEDULED, `${what}-${slot}`, what, subject));
  }
}
