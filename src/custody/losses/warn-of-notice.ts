import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RaiseAlarm } from '../../incidents/index.js';
import { type Actor, Change } from '../../people/index.js';
import { missingNotices } from '../rules.js';
import { LossStore } from './loss-store.js';

const input = z.object({ lossId: z.uuid() });

/** A day is left and somebody has yet to be told: the whole roster hears of it, once. */
@Injectable()
export class WarnOfNotice extends Change<z.output<typeof input>, boolean> {
  readonly name = 'custody.warn-of-notice';
  readonly permission = 'custody:warn';
  readonly input = input;

  constructor(
    private readonly losses: LossStore,
    private readonly raise: RaiseAlarm,
  ) {
    super();
  }

  protected async perform({ lossId }: z.output<typeof input>, by: Actor, now: Date) {
    const loss = await this.losses.lock(lossId);
    const missing = missingNotices(loss);
    const result = missing.length > 0 && (await this.losses.warned(lossId, now));
    const { officeId, incidentId } = loss;
    if (result) await this.raise.run(by, { kind: 'data-notice-due', officeId, incidentId });
    return { result, subject: { type: 'data-loss', id: lossId }, detail: { missing, warned: result } };
  }
}
