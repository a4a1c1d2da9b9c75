import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock, Instance, Tx } from '../../platform/index.js';
import { Engines } from '../engines/engines.js';
import { PointStore } from '../point-store.js';
import { dueProof, dueTake } from '../schedule.js';
import { Shelf } from '../shelf.js';
import { isOwn, type Source } from '../shelf-schema.js';
import { SCHEDULED } from './names.js';

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
    private readonly instance: Instance,
    private readonly engines: Engines,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    for (const source of this.shelf.sources) await this.look(source).catch((error) => this.logger.error(error));
  }

  private async look(source: Source): Promise<void> {
    if (await this.isNotThereYet(source)) return;
    const points = await this.points.ofSource(source.id);
    const now = this.clock.now();
    const take = dueTake(source.schedule.take, points, now);
    if (take) await this.start('take', source.id, `${source.id}-${take.slot.toISOString()}-${take.attempt}`);
    const proof = dueProof(source.schedule.prove, points, now);
    if (proof) await this.start('prove', proof.pointId, `${source.id}-${proof.slot.toISOString()}-${proof.pointId}`);
  }

  /** The database of a demonstration comes and goes with its story; everywhere else, what is not there is an alarm. */
  private async isNotThereYet(source: Source): Promise<boolean> {
    if (this.instance.kind !== 'demonstration') return false;
    return !(isOwn(source) ? await this.instance.isFilled() : await this.engines.of(source).originalExists(source));
  }

  private async start(what: 'take' | 'prove', subject: string, slot: string): Promise<void> {
    await this.tx.housekeeping('backup.schedule', () => this.tx.start(SCHEDULED, `${what}-${slot}`, what, subject));
  }
}
