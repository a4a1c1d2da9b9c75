import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Tx } from '../../platform/index.js';
import { Tellings } from '../tellings.js';
import { type DueOfSource, DueWork } from './due-work.js';
import { SCHEDULED } from './names.js';
import { Presence } from './presence.js';
import type { Scheduled } from './scheduled-work.js';

const EVERY_MS = 20_000;

/** Begins what is due. The work's id is made of its source and its hour, so that ten servers begin it once. */
@Injectable()
export class ScheduleTick {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly due: DueWork,
    private readonly tx: Tx,
    private readonly presence: Presence,
    private readonly tellings: Tellings,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.beginAll().catch((error) => this.logger.error(error));
  }

  private async beginAll(): Promise<void> {
    for (const due of await this.due.all()) await this.tellings.about(due.source.id, () => this.begin(due));
  }

  private async begin({ source, take, proof, reading }: DueOfSource): Promise<void> {
    if (!(await this.presence.isAwaited(source))) return;
    const { id } = source;
    if (take) await this.start('take', id, `${id}-${take.slot.toISOString()}-${take.attempt}`);
    if (proof) await this.start('prove', proof.pointId, `${id}-${proof.slot.toISOString()}-${proof.pointId}`);
    if (!reading) return;
    const { pointId, slot, attempt } = reading;
    await this.start('verify', pointId, `${id}-${slot.toISOString()}-${pointId}-${attempt}`);
  }

  private async start(what: Scheduled, subject: string, slot: string): Promise<void> {
    await this.tx.housekeeping('backup.schedule', () => this.tx.start(SCHEDULED, `${what}-${slot}`, what, subject));
  }
}
