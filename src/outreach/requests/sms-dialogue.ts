import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { HOUR_MS, Texts } from '../../platform/index.js';
import { OutreachParameters } from '../parameters.js';
import { Villages } from '../villages/villages.js';
import { type Question, QuestionStore } from './question-store.js';
import { choiceIn, placeWords, type SmsDraft, type SmsRead } from './read-sms.js';
import { RequestVisit } from './request-visit.js';
import { type Choice, SmsPlaces } from './sms-places.js';

/** Who writes, by which message, and when. */
export interface Sender {
  phone: string;
  key: string;
  by: Actor;
  now: Date;
}

const SMS_LENGTH = 160;
/** After so many answers that say nothing she is told how to write, and the question is dropped. */
const MOST_MISSED = 2;

/** What is said to somebody who asks for a visit by SMS: the one thing that is missing, or the number of her request. */
@Injectable()
export class SmsDialogue {
  constructor(
    private readonly questions: QuestionStore,
    private readonly places: SmsPlaces,
    private readonly villages: Villages,
    private readonly directory: Directory,
    private readonly texts: Texts,
    private readonly parameters: OutreachParameters,
    private readonly requestVisit: RequestVisit,
  ) {}

  async begin({ draft, words }: Extract<SmsRead, { kind: 'ask' }>, sender: Sender): Promise<string> {
    const services = await this.directory.findServices(words);
    const placed = await this.places.placed(draft, placeWords(words));
    const [service] = services;
    return services.length === 1
      ? this.goOn({ ...placed, serviceId: service?.id }, sender)
      : this.goOn(placed, sender, services.length > 1 ? services : undefined);
  }

  /** An answer to what was asked back; nonsense twice ends it. */
  async answer(text: string, sender: Sender): Promise<string> {
    const question = await this.questions.open(sender.phone, sender.now);
    if (!question) return this.say('help');
    const draft = await this.answered(question, text);
    if (draft) return this.goOn({ ...draft, missed: 0 }, sender);
    const missed = question.draft.missed + 1;
    if (missed < MOST_MISSED) return this.goOn({ ...question.draft, missed }, sender);
    await this.questions.settle(sender.phone);
    return this.say('help');
  }

  private async answered({ draft, asks, choices }: Question, text: string): Promise<SmsDraft | undefined> {
    const chosen = choices[(choiceIn(text) ?? 0) - 1]?.id;
    if (asks === 'service') {
      const found = chosen ? [chosen] : (await this.directory.findServices(text)).map(({ id }) => id);
      return found.length === 1 ? { ...draft, serviceId: found[0] } : undefined;
    }
    const placed = chosen ? this.places.chosen(draft, chosen) : await this.places.placed(draft, text);
    return placed === draft ? undefined : placed;
  }

  private async goOn(draft: SmsDraft, sender: Sender, services?: Choice[]): Promise<string> {
    if (!draft.villageCode) return this.askPlace(draft, sender);
    if (!draft.serviceId) {
      const choices = services ?? (await this.directory.services());
      return this.ask(sender, { draft, asks: 'service', choices }, listed(this.say('ask-service'), choices));
    }
    await this.questions.settle(sender.phone);
    const { serviceId, villageCode, people, needs } = draft;
    const { phone, key, by } = sender;
    const { request, known } = await this.requestVisit.run(by, {
      door: 'sms',
      key,
      serviceId,
      villageCode,
      people,
      needs,
      phone,
    });
    const { name } = await this.villages.get(request.villageCode);
    return this.say(known ? 'known' : 'taken', { tracking: request.tracking, village: name });
  }

  /** Which village of the kecamatan; which of several; or, where these are too many for one SMS or none, where at all. */
  private async askPlace(draft: SmsDraft, sender: Sender): Promise<string> {
    const kecamatan = await this.places.kecamatanOf(draft);
    if (kecamatan) return this.ask(sender, { draft, asks: 'place', choices: [] }, this.say('ask-village', { kecamatan }));
    const choices = await this.places.choices(draft);
    const said = listed(this.say('ask-which'), choices);
    if (choices.length > 0 && said.length <= SMS_LENGTH) return this.ask(sender, { draft, asks: 'place', choices }, said);
    const open = { draft: { ...draft, kecamatan: undefined }, asks: 'place' as const, choices: [] };
    return this.ask(sender, open, this.say('ask-place'));
  }

  private async ask({ phone, now }: Sender, question: Question, said: string): Promise<string> {
    const dueAt = new Date(now.getTime() + this.parameters.values.question.hours * HOUR_MS);
    await this.questions.ask(phone, { ...question, choices: question.choices.map(({ id, name }) => ({ id, name })) }, dueAt);
    return said;
  }

  private say(key: string, words: object = {}): string {
    return this.texts.t('id', `outreach:sms.${key}`, { ...words });
  }
}

function listed(question: string, choices: Choice[]): string {
  return `${question} ${choices.map(({ name }, at) => `${at + 1} ${name}`).join('; ')}`;
}
