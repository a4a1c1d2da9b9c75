import { Injectable } from '@nestjs/common';
import { Actor } from '../people/index.js';
import { Durable, Tx } from '../platform/index.js';
import { EscalateUnconfirmed } from './escalate-unconfirmed.js';
import { EscalationStore } from './escalation-store.js';
import { Messenger } from './messenger.js';
import type { Call, Channel } from './types.js';

export const ESCALATE = 'incidents.escalate';

/** One round: choose and record whom to tell, tell, record how it went. */
@Injectable()
export class EscalationWorkflow {
  constructor(
    private readonly durable: Durable,
    private readonly tx: Tx,
    private readonly escalate: EscalateUnconfirmed,
    private readonly messenger: Messenger,
    private readonly escalations: EscalationStore,
  ) {
    durable.workflow(ESCALATE, (incidentId: string, round: number) => this.walk(incidentId, round));
  }

  private async walk(incidentId: string, round: number): Promise<void> {
    for (const call of await this.escalate.run(Actor.system('incidents'), { incidentId, round })) {
      if (!isAttempt(call)) continue;
      const { outcome, error } = await this.durable.step('tell', () => this.messenger.tell(call));
      await this.tx.housekeeping('incidents.record-call', () => this.escalations.recordOutcome(call.id, outcome, error));
    }
  }
}

function isAttempt(call: Call): call is Call & { channel: Exclude<Channel, 'none'> } {
  return call.outcome === 'attempted' && call.channel !== 'none';
}
