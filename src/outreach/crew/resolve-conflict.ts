import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { errors } from '../errors.js';
import { RequestStore } from '../requests/request-store.js';
import { outcomes, type VisitRequest } from '../types.js';
import { RecordStore } from './record-store.js';
import { SettleRequests } from './settle-requests.js';

const input = z.object({
  requestId: z.uuid(),
  outcome: z.enum([...outcomes, 'withdrawn']),
  note: z.string().trim().min(3).max(300),
  /** The records that she had before her: what came since is not settled by this. All there are, when left out. */
  basis: z.array(z.string().max(80)).max(500).optional(),
});

/** A person says what is true where records do not fit together. The records stay; her word is added. Throws `outreach.no-conflict`. */
@Injectable()
export class ResolveConflict extends Change<z.output<typeof input>, VisitRequest> {
  readonly name = 'outreach.resolve-conflict';
  readonly permission = 'visit:handle';
  readonly input = input;

  constructor(
    private readonly requests: RequestStore,
    private readonly records: RecordStore,
    private readonly settleRequests: SettleRequests,
  ) {
    super();
  }

  protected async perform(command: z.output<typeof input>, by: Actor, now: Date): Promise<Changed<VisitRequest>> {
    const { requestId, outcome, note, basis } = command;
    const request = await this.requests.lockOne(requestId);
    if (request.conflicts.length === 0) throw errors.noConflict();
    const all = (await this.records.of([requestId])).map(({ key }) => key);
    await this.records.resolve({
      requestId,
      visitId: request.visitId,
      outcome,
      basis: basis ? all.filter((key) => basis.includes(key)) : all,
      note,
      resolvedBy: by.person,
      resolvedAt: now,
    });
    const [settled = request] = await this.settleRequests.settle([request], now);
    return {
      result: settled,
      subject: { type: 'visit-request', id: requestId },
      detail: { outcome, conflicts: request.conflicts, left: settled.conflicts },
    };
  }
}
