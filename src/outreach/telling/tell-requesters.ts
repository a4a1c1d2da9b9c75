import { Injectable } from '@nestjs/common';
import { newId, SmsGateway, Texts, Tx } from '../../platform/index.js';
import { RequesterStore } from '../requests/requester-store.js';
import type { NoticeKind, VisitRequest } from '../types.js';
import { type Notice, NoticeStore } from './notice-store.js';

export const SEND_NOTICE = 'outreach.send-notice';
const FIRST_RETRY_MS = 5 * 60_000;

/** Writes what requesters are told, and starts its sending where a gateway and a number are known. Inside a verb's transaction. */
@Injectable()
export class TellRequesters {
  constructor(
    private readonly notices: NoticeStore,
    private readonly requesters: RequesterStore,
    private readonly texts: Texts,
    private readonly gateway: SmsGateway,
    private readonly tx: Tx,
  ) {}

  /** Whoever cannot be reached by SMS is held for a person to tell, but for a receipt, which was given already. */
  async tell(kind: NoticeKind, requests: VisitRequest[], words: object, now: Date): Promise<void> {
    const known = await this.requesters.byIds(requests.flatMap(({ requesterId }) => requesterId ?? []));
    const made = requests.map((request) => this.written(kind, request, words, known.get(request.requesterId ?? '')?.phone, now));
    const kept = made.filter(({ state }) => state === 'waiting' || kind !== 'received');
    if (kept.length === 0) return;
    await this.notices.insert(kept);
    for (const { id, state } of kept) if (state === 'waiting') await this.tx.start(SEND_NOTICE, `visit-sms-${id}-1`, id);
  }

  private written(kind: NoticeKind, request: VisitRequest, words: object, phone: string | undefined, now: Date): Notice {
    const sends = phone !== undefined && this.gateway.isSetUp;
    return {
      id: newId(),
      requestId: request.id,
      kind,
      text: this.texts.t(request.locale, `outreach:sms.${kind}`, { ...words, tracking: request.tracking }),
      state: sends ? 'waiting' : 'held',
      attempts: 0,
      dueAt: sends ? new Date(now.getTime() + FIRST_RETRY_MS) : undefined,
      createdAt: now,
    };
  }
}
