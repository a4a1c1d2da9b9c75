import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Actor } from '../../people/index.js';
import { Clock, DomainError, Durable, Tx } from '../../platform/index.js';
import { PointStore } from '../point-store.js';
import { ProvePoint } from '../prove-point.js';
import { dueProof, dueTake } from '../schedule.js';
import { Shelf } from '../shelf.js';
import type { Source } from '../shelf-schema.js';
import { TakeBackup } from '../take-backup.js';
import { SCHEDULED } from './names.js';

const EVERY_MS = 20_000;
const SYSTEM = Actor.system('backup');

/** Begins what is due. The work's id is made of its source and its hour, so that ten servers begin it once. */
@Injectable()
export class ScheduleTick implements OnModuleInit {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly take: TakeBackup,
    private readonly prove: ProvePoint,
    private readonly durable: Durable,
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(SCHEDULED, (what: 'take' | 'prove', id: string) => this.begin(what, id));
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    for (const source of this.shelf.sources) await this.look(source).catch((error) => this.logger.error(error));
  }

  private async look(source: Source): Promise<void> {
    const points = await this.points.ofSource(source.id);
    const now = this.clock.now();
    const take = dueTake(source.schedule.take, points, now);
    if (take) await this.start('take', source.id, `${source.id}-${take.slot.toISOString()}-${take.attempt}`);
    const proof = dueProof(source.schedule.prove, points, now);
    if (proof) await this.start('prove', proof.pointId, `${source.id}-${proof.slot.toISOString()}-${proof.pointId}`);
  }

  private async start(what: 'take' | 'prove', subject: string, slot: string): Promise<void> {
    await this.tx.housekeeping('backup.schedule', () => this.tx.start(SCHEDULED, `${what}-${slot}`, what, subject));
  }

  /** What was begun by hand in the meantime is not an error. */
  private async begin(what: 'take' | 'prove', id: string): Promise<void> {
    try {
      if (what === 'take') await this.take.run(SYSTEM, { sourceId: id });
      else await this.prove.run(SYSTEM, { pointId: id });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.warn(`${what} ${id}: ${error.message}`);
    }
  }
}
