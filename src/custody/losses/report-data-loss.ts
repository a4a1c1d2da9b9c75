import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Incidents } from '../../incidents/index.js';
import { type Actor, Change } from '../../people/index.js';
import { moment, newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { words } from '../input.js';
import { dueOf } from '../rules.js';
import type { DataLoss } from '../types.js';
import { LossStore } from './loss-store.js';

/** What the notice must say at least: UU 27/2022 art. 46 (2). */
const input = z.object({
  incidentId: z.uuid(),
  /** Now, when it is left out. */
  discoveredAt: moment.optional(),
  data: words(500),
  how: words(500),
  measures: words(500),
  people: z.number().int().min(0).optional(),
});

/** Personal data were lost with the building: from the discovery on the law gives 72 hours. Throws `in-future`. */
@Injectable()
export class ReportDataLoss extends Change<z.output<typeof input>, DataLoss> {
  readonly name = 'custody.report-data-loss';
  readonly permission = 'custody:data-loss';
  readonly input = input;

  constructor(
    private readonly incidents: Incidents,
    private readonly losses: LossStore,
  ) {
    super();
  }

  protected async perform({ discoveredAt: said, ...what }: z.output<typeof input>, by: Actor, now: Date) {
    const { officeId } = await this.incidents.get(what.incidentId);
    const discoveredAt = said ?? now;
    if (discoveredAt > now) throw errors.inFuture({ fields: [{ field: 'discoveredAt', message: 'has not come yet' }] });
    const known = { id: newId(), officeId, discoveredAt, dueAt: dueOf(discoveredAt), reportedBy: by.person, reportedAt: now };
    const loss: DataLoss = { ...what, ...known, notices: [] };
    await this.losses.add(loss);
    const { incidentId, dueAt, people } = loss;
    return { result: loss, subject: { type: 'data-loss', id: loss.id }, detail: { incidentId, discoveredAt, dueAt, people } };
  }
}
