import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { moment } from '../../platform/index.js';
import { errors } from '../errors.js';
import { words } from '../input.js';
import { isLate } from '../rules.js';
import { type DataLoss, type LossNotice, NOTICE_RECIPIENTS } from '../types.js';
import { LossStore } from './loss-store.js';

const input = z.object({
  lossId: z.uuid(),
  recipient: z.enum(NOTICE_RECIPIENTS),
  /** Now, when it is left out. */
  sentAt: moment.optional(),
  means: words(200),
});

/** That somebody was told of a loss, and how. Throws `no-such-loss`, `notice-recorded`, `in-future`, `notice-too-early`. */
@Injectable()
export class RecordLossNotice extends Change<z.output<typeof input>, DataLoss> {
  readonly name = 'custody.record-loss-notice';
  readonly permission = 'custody:data-loss';
  readonly input = input;

  constructor(private readonly losses: LossStore) {
    super();
  }

  protected async perform({ lossId, recipient, sentAt: said, means }: z.output<typeof input>, by: Actor, now: Date) {
    const loss = await this.losses.lock(lossId);
    const notice: LossNotice = { recipient, sentAt: said ?? now, means, recordedBy: by.person };
    refuseWrongTime(notice, loss, now);
    if (!(await this.losses.addNotice(lossId, notice))) throw errors.noticeRecorded({ recipient });
    return {
      result: { ...loss, notices: [...loss.notices, notice] },
      subject: { type: 'data-loss', id: lossId },
      detail: { recipient, sentAt: notice.sentAt, late: isLate(notice, loss) },
    };
  }
}

function refuseWrongTime({ sentAt }: LossNotice, { discoveredAt }: DataLoss, now: Date): void {
  if (sentAt > now) throw errors.inFuture({ fields: [{ field: 'sentAt', message: 'has not come yet' }] });
  if (sentAt < discoveredAt) throw errors.noticeTooEarly({ fields: [{ field: 'sentAt', message: 'before the discovery' }] });
}
