import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { Actor, Change, type Changed } from '../../people/index.js';
import { DomainError, normalNumber, Texts } from '../../platform/index.js';
import { QuestionStore } from './question-store.js';
import { beginsAnew, readVisitSms, type SmsRead } from './read-sms.js';
import { RequestStore } from './request-store.js';
import { type Sender, SmsDialogue } from './sms-dialogue.js';
import { VisitRequests } from './visit-requests.js';
import { WithdrawVisitRequest } from './withdraw-visit-request.js';

const input = z.object({ from: z.string().min(1).max(64), text: z.string().max(2000), key: z.string().min(1).max(200) });

/** An SMS that asks for a visit, or answers what was asked back: read, answered and kept in one go. The same key is dealt with once. */
@Injectable()
export class HearVisitSms extends Change<z.output<typeof input>, { reply: string }> {
  readonly name = 'outreach.hear-sms';
  readonly permission = 'visit:request';
  readonly input = input;

  constructor(
    private readonly questions: QuestionStore,
    private readonly requests: RequestStore,
    private readonly dialogue: SmsDialogue,
    private readonly withdraw: WithdrawVisitRequest,
    private readonly visits: VisitRequests,
    private readonly texts: Texts,
  ) {
    super();
  }

  protected async perform(
    { from, text, key }: z.output<typeof input>,
    by: Actor,
    now: Date,
  ): Promise<Changed<{ reply: string }>> {
    const phone = normalNumber(from);
    await this.requests.takeTurns([`sms ${phone}`]);
    const before = await this.questions.heard(key);
    if (before !== undefined) return { result: { reply: before }, subject: { type: 'sms', id: 'repeated' } };
    const read = readVisitSms(text);
    const sender = { phone, key, by, now };
    const reply = read ? await this.replyTo(read, sender) : await this.dialogue.answer(text, sender);
    await this.questions.hear(key, reply, now);
    return { result: { reply }, subject: { type: 'sms', id: 'visit-request' }, detail: { kind: read?.kind ?? 'answer' } };
  }

  private replyTo(read: SmsRead, sender: Sender): Promise<string> | string {
    if (read.kind === 'ask') return this.dialogue.begin(read, sender);
    return read.kind === 'help' ? this.texts.t('id', 'outreach:sms.help') : this.about(read, sender.by);
  }

  /** How far a request is, or that it is taken back; a wrong number is told, not thrown. */
  private async about({ kind, tracking }: { kind: 'withdraw' | 'status'; tracking: string }, by: Actor): Promise<string> {
    try {
      if (kind === 'withdraw') await this.withdraw.run(by, { tracking });
      const { state } = await this.visits.status(tracking);
      return this.texts.t('id', 'outreach:sms.status', { tracking, state: this.texts.t('id', `outreach:state.${state}`) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.texts.error('id', error).message;
    }
  }
}

/** The place of this room in the chain of incoming SMS: what is not for it is left to others (undefined). */
@Injectable()
export class SmsVisitRequests {
  constructor(
    private readonly questions: QuestionStore,
    private readonly directory: Directory,
    private readonly hear: HearVisitSms,
  ) {}

  async tryHandle(sms: { from: string; text: string; at: Date; key: string }): Promise<{ reply: string } | undefined> {
    const { from, text, at, key } = sms;
    if (!readVisitSms(text) && !(await this.answers(normalNumber(from), text, at))) return undefined;
    return this.hear.run(Actor.public(), { from, text: text.slice(0, 2000), key });
  }

  /** An open question is answered by anything that does not begin something else. */
  private async answers(phone: string, text: string, at: Date): Promise<boolean> {
    if (text.trim() === '' || beginsAnew(text)) return false;
    if (!(await this.questions.open(phone, at))) return false;
    const [first = ''] = text.trim().split(/\s+/);
    return (await this.directory.agencyBySmsCode(first)) === undefined;
  }
}
