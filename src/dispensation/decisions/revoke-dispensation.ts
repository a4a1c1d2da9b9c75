import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Events, Tx } from '../../platform/index.js';
import { DispensationRevoked } from '../events.js';
import { FOLLOW } from '../notices/workflow.js';
import { end } from '../rules.js';
import type { Dispensation } from '../types.js';
import { DispensationStore } from './dispensation-store.js';

const input = z.object({ dispensationId: z.uuid(), reason: z.string().trim().min(5).max(500) });

/** Withdraws a proposal or takes back a signed decision; every notice under it is revoked with this reason. */
@Injectable()
export class RevokeDispensation extends Change<z.output<typeof input>, Dispensation> {
  readonly name = 'dispensation.revoke';
  readonly permission = 'dispensation:revoke';
  readonly input = input;

  constructor(
    private readonly decisions: DispensationStore,
    private readonly events: Events,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ dispensationId, reason }: z.output<typeof input>, by: Actor, now: Date) {
    const known = await this.decisions.lock(dispensationId);
    const revoked = end(known, 'revoke', by.person, now, reason);
    await this.decisions.save(revoked);
    await this.events.emit(DispensationRevoked, { dispensationId, incidentId: revoked.incidentId });
    await this.tx.start(FOLLOW, `notices-${dispensationId}-revoked`, dispensationId);
    return {
      result: revoked,
      subject: { type: 'dispensation', id: dispensationId },
      detail: { was: known.state, number: revoked.number },
    };
  }
}
