import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory, type Office } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { DomainError, Texts } from '../../platform/index.js';
import { DeclareIncident } from '../declare-incident.js';
import { IncidentStore } from '../incident-store.js';
import { causeIn, officesNamed, partNamed, readChoice, readClosure } from './read-closure.js';
import { type Registered, RegisteredNumbers } from './registered-numbers.js';
import { type Asked, SmsStore } from './sms-store.js';

const MOST_CHOICES = 4;
const SMS_LENGTH = 160;
/** A tower that is down holds a message for hours, a night at most; what is older may have been over for long. */
const OLDEST_HOURS = 12;
const HOUR_MS = 3_600_000;

const input = z.object({
  key: z.string().min(1).max(200),
  from: z.string().max(64),
  text: z.string().max(2000),
  /** When it was sent, as the gateway knows it. */
  at: z.date(),
});
type Sms = z.output<typeof input>;

type Sender = Registered & { sentAt: Date };

/** What is said back, and what it brought about. */
interface Said {
  reply: string;
  incidentId?: string;
  asked?: Asked;
}

/**
 * A registered number says that an office is closed: a report that the public reads at once, and that a second person confirms
 * by calling the number back. It counts from when it was sent; one that is older than twelve hours, or than the opening of the
 * office since, closes nothing and is told what to do. Asks back where the office is not sure. The same message is dealt with once.
 */
@Injectable()
export class ReportBySms extends Change<Sms, { reply: string; incidentId?: string }> {
  readonly name = 'incidents.report-by-sms';
  readonly permission = 'incident:text';
  readonly input = input;

  constructor(
    private readonly numbers: RegisteredNumbers,
    private readonly directory: Directory,
    private readonly messages: SmsStore,
    private readonly incidents: IncidentStore,
    private readonly declare: DeclareIncident,
    private readonly texts: Texts,
  ) {
    super();
  }

  protected async perform({ key, from, text, at }: Sms, _by: Actor, now: Date) {
    const sender = await this.numbers.of(from);
    if (!sender) return { result: { reply: '' }, subject: { type: 'message', id: key }, detail: { registered: false } };
    await this.messages.lock(sender.place);
    const before = await this.messages.byKey(key);
    const asked = await this.messages.asked(sender.place, now);
    const report = { ...sender, sentAt: at < now ? at : now };
    const isLate = now.getTime() - at.getTime() > OLDEST_HOURS * HOUR_MS;
    const said: Said = before ?? (isLate ? this.say('too-late', { hours: OLDEST_HOURS }) : await this.deal(text, report, asked));
    if (!before) await this.messages.add({ key, at: now, place: sender.place, ...said });
    const { reply, incidentId } = said;
    const subject = incidentId ? { type: 'incident', id: incidentId } : { type: 'message', id: key };
    return { result: { reply, incidentId }, subject, detail: { place: sender.place, again: before !== undefined } };
  }

  private async deal(text: string, sender: Sender, asked: Asked | undefined): Promise<Said> {
    if (asked) {
      const chosen = readChoice(text, await this.directory.officesByIds(asked.officeIds));
      if (chosen) return this.close(chosen, asked.words, sender);
    }
    const codes = (await this.directory.agencies()).flatMap(({ smsCode }) => smsCode ?? []);
    const read = readClosure(text, codes);
    if (!read) return this.say('no-office');
    if (read.kind === 'denial') return this.say('not-by-sms');
    return this.find(read.words, sender);
  }

  private async find(words: string[], sender: Sender): Promise<Said> {
    const { sure, near } = officesNamed(words, await this.directory.offices());
    if (sender.officeId) return this.closeOwn(sender.officeId, near, words, sender);
    if (sure) return this.close(sure, words, sender);
    const choices = near.length > 0 || words.length === 0 ? near : await this.directory.findOffices(words.join(' '));
    return choices.length === 0 ? this.say('no-office') : this.ask(choices.slice(0, MOST_CHOICES), words);
  }

  private async closeOwn(officeId: string, named: Office[], words: string[], sender: Sender): Promise<Said> {
    const own = await this.directory.office(officeId);
    const meansAnother = named.length > 0 && !named.some(({ id }) => id === officeId);
    return meansAnother ? this.say('not-yours', { office: own.name }) : this.close(own, words, sender);
  }

  private ask(choices: Office[], words: string[]): Said {
    const list = choices.map(({ name }, index) => `${index + 1} ${name}`).join(', ');
    return { ...this.say('which', { list }), asked: { officeIds: choices.map(({ id }) => id), words } };
  }

  /** Refusals of the rules come before anything is written, so that the answer can say them. */
  private async close(office: Office, words: string[], { actor, sentAt }: Sender): Promise<Said> {
    if (await this.hasOpenedSince(office.id, sentAt)) return this.say('opened-since', { office: office.name });
    const what = {
      officeId: office.id,
      part: partNamed(words, office),
      cause: causeIn(words, office),
      beganAt: sentAt,
      via: 'sms',
    };
    try {
      const { id } = await this.declare.run(actor, what);
      return { ...this.say('declared', { office: office.name }), incidentId: id };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { reply: fitted(this.texts.error('id', error).message) };
    }
  }

  private async hasOpenedSince(officeId: string, sentAt: Date): Promise<boolean> {
    const incidents = await this.incidents.ofOffice(officeId);
    return incidents.some(({ reopenedAt, correctedAt }) => (reopenedAt ?? correctedAt ?? sentAt) > sentAt);
  }

  private say(what: string, params: Record<string, unknown> = {}): Said {
    return { reply: fitted(this.texts.t('id', `incidents:sms.${what}`, params)) };
  }
}

/** One SMS: our words are plain letters, but a name may be long. */
function fitted(text: string): string {
  const plain = text.replace(/[“”]/g, '"').replace(/[^\x20-\x7e]/g, '');
  return plain.length <= SMS_LENGTH ? plain : `${plain.slice(0, SMS_LENGTH - 3).replace(/\s+\S*$/, '')}...`;
}
