import { Injectable } from '@nestjs/common';
import { Clock, Durable, MINUTE_MS, type Posted, SmsGateway, Tx } from '../platform/index.js';
import { type Letter, OutboxStore } from './outbox-store.js';
import { SEND_SMS } from './send-reply.js';

const AGAIN_AFTER_MINUTES = [1, 5, 15, 60, 240];
const AT_ONCE = 100;

/** Hands what waits in the outbox to the gateway, one durable workflow for each attempt, always under the same key. */
@Injectable()
export class SendSms {
  constructor(
    private readonly outbox: OutboxStore,
    private readonly gateway: SmsGateway,
    private readonly clock: Clock,
    private readonly tx: Tx,
    private readonly durable: Durable,
  ) {
    durable.workflow(SEND_SMS, (id: string) => this.attempt(id));
  }

  /** Starts another attempt for each message whose time has come; returns how many. */
  async retry(): Promise<number> {
    const due = await this.outbox.due(this.clock.now(), AT_ONCE);
    if (due.length === 0) return 0;
    await this.tx.housekeeping('complaints.retry-sms', async () => {
      for (const letter of due) await this.tx.start(SEND_SMS, `sms-${letter.id}-${letter.attempts + 1}`, letter.id);
    });
    return due.length;
  }

  private async attempt(id: string): Promise<void> {
    const letter = await this.outbox.get(id);
    if (letter?.state !== 'waiting') return;
    const { address: to, text } = letter;
    const posted = to
      ? await this.durable.step('post-sms', () => this.gateway.post({ id, to, text }))
      : { ok: false, error: 'the number was deleted', forGood: true };
    await this.tx.housekeeping('complaints.sms-attempted', () => this.record(letter, posted));
  }

  private record(letter: Letter, posted: Posted): Promise<void> {
    const now = this.clock.now();
    if (posted.ok) return this.outbox.sent(letter.id, posted.reference, now);
    const minutes = posted.forGood ? undefined : AGAIN_AFTER_MINUTES[letter.attempts];
    return this.outbox.failed(
      letter.id,
      posted.error ?? '',
      minutes === undefined ? undefined : new Date(now.getTime() + minutes * MINUTE_MS),
    );
  }
}
