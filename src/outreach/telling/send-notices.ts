import { Injectable } from '@nestjs/common';
import { Clock, Durable, MINUTE_MS, type Posted, SmsGateway, Tx } from '../../platform/index.js';
import { NoticeStore } from './notice-store.js';
import { SEND_NOTICE } from './tell-requesters.js';

const AGAIN_AFTER_MINUTES = [1, 5, 15, 60, 240];
const AT_ONCE = 100;

/** Hands what requesters are told to the gateway, one durable workflow for each attempt, always under the same key. */
@Injectable()
export class SendNotices {
  constructor(
    private readonly notices: NoticeStore,
    private readonly gateway: SmsGateway,
    private readonly clock: Clock,
    private readonly tx: Tx,
    private readonly durable: Durable,
  ) {
    durable.workflow(SEND_NOTICE, (id: string) => this.attempt(id));
  }

  /** Starts another attempt for each notice whose time has come; returns how many. */
  async retry(): Promise<number> {
    const due = await this.notices.due(this.clock.now(), AT_ONCE);
    if (due.length === 0) return 0;
    await this.tx.housekeeping('outreach.retry-notices', async () => {
      for (const { id, attempts } of due) await this.tx.start(SEND_NOTICE, `visit-sms-${id}-${attempts + 1}`, id);
    });
    return due.length;
  }

  private async attempt(id: string): Promise<void> {
    const notice = await this.notices.get(id);
    if (notice?.state !== 'waiting') return;
    const { phone: to, text } = notice;
    const posted: Posted = to
      ? await this.durable.step('post-sms', () => this.gateway.post({ id, to, text }))
      : { ok: false, error: 'the number was deleted', forGood: true };
    await this.tx.housekeeping('outreach.notice-attempted', () => this.record(id, notice.attempts, posted));
  }

  private record(id: string, attempts: number, { ok, error = '', forGood }: Posted): Promise<void> {
    const now = this.clock.now();
    if (ok) return this.notices.sent(id, now);
    const minutes = forGood ? undefined : AGAIN_AFTER_MINUTES[attempts];
    return this.notices.failed(id, error, minutes === undefined ? undefined : new Date(now.getTime() + minutes * MINUTE_MS));
  }
}
