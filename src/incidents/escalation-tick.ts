import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock, Tx } from '../platform/index.js';
import { EscalationStore } from './escalation-store.js';
import { ESCALATE } from './escalation-workflow.js';

const EVERY_MS = 10_000;

/** Looks for reports that nobody has confirmed in time. */
@Injectable()
export class EscalationTick {
  private readonly logger = new Logger('incidents');

  constructor(
    private readonly tx: Tx,
    private readonly clock: Clock,
    private readonly escalations: EscalationStore,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.startDue().catch((error) => this.logger.error(error));
  }

  /**
   * The workflow's id holds the minute: however many servers tick, one starts it, and a round that failed is tried again a
   * minute later.
   */
  async startDue(): Promise<void> {
    const now = this.clock.now();
    const due = await this.escalations.due(now);
    if (due.length === 0) return;
    const minute = now.toISOString().slice(0, 16);
    await this.tx.housekeeping('incidents.start-escalations', async () => {
      for (const { incidentId, round } of due)
        await this.tx.start(ESCALATE, `escalate-${incidentId}-${round}-${minute}`, incidentId, round);
    });
  }
}
