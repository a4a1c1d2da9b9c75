import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { DomainError, Texts } from '../../platform/index.js';
import { OutreachParameters } from '../parameters.js';
import { Villages, villageShort } from '../villages/villages.js';
import { type Question, QuestionStore } from './question-store.js';
import { choiceIn, placeWords, type SmsDraft, type SmsRead } from './read-sms.js';
import { RequestVisit } from './request-visit.js';
import { VisitRequests } from './visit-requests.js';
import { WithdrawVisitRequest } from './withdraw-visit-request.js';

interface Sender {
  phone: string;
  key: string;
  by: Actor;
}

const HOUR_MS = 3_600_000;
const SMS_LENGTH = 160;
const VILLAGE_PARTS = 4;
/** After so many answers that say nothing she is told how to write, and the question is dropped. */
const MOST_MISSED = 2;

/** What is said to somebody who asks for a visit by SMS: the one thing that is missing, or the number of her request. */
@Injectable()
export class SmsDialogue {
  constructor(
    private readonly questions: QuestionStore,
    private readonly villages: Villages,
    private readonly directory: Directory,
    private readonly texts: Texts,
    private readonly parameters: OutreachParameters,
    private readonly requestVisit: RequestVisit,
    private readonly withdraw: WithdrawVisitRequest,
    private readonly requests: VisitRequests,
  ) {}

  async begin(read: SmsRead, sender: Sender, now: Date): Promise<string> {
    if (read.kind === 'help') return this.say('help');
    if (read.kind !== 'ask') return this.about(read, sender);
    const services = await this.directory.findServices(read.words);
    const draft = { ...read.draft, serviceId: services.length === 1 ? services[0]?.id : undefined };
    return this.goOn(await this.placed(draft, placeWords(read.words)), sender, now, services.length > 1 ? services : undefined);
  }

  /** An answer to what was asked back. */
  async answer(text: string, sender: Sender, now: Date): Promise<string> {
    const question = await this.questions.open(sender.phone, now);
    if (!question) return this.say('help');
    const draft = await this.answered(question, text);
    if (draft) return this.goOn({ ...draft, missed: 0 }, sender, now);
    if (question.draft.missed + 1 >= MOST_MISSED) {
      await this.questions.settle(sender.phone);
      return this.say('help');
    }
    return this.goOn({ ...question.draft, missed: question.draft.missed + 1 }, sender, now);
  }

  private async answered({ draft, asks, choices }: Question, text: string): Promise<SmsDraft | undefined> {
    const chosen = choices[(choiceIn(text) ?? 0) - 1]?.id;
    if (asks === 'service') {
      const found = chosen ? [chosen] : (await this.directory.findServices(text)).map(({ id }) => id);
      return found.length === 1 ? { ...draft, serviceId: found[0] } : undefined;
    }
    if (chosen) return isVillage(chosen) ? { ...draft, villageCode: chosen } : { ...draft, kecamatan: [chosen] };
    const placed = await this.placed(draft, text);
    return placed.villageCode || placed.kecamatan?.join() !== draft.kecamatan?.join() ? placed : undefined;
  }

  /** The draft with what a text says of the place. */
  private async placed(draft: SmsDraft, text: string): Promise<SmsDraft> {
    const { villages, kecamatan } = await this.villages.read(text, draft.kecamatan);
    if (villages.length === 1) return { ...draft, villageCode: villages[0]?.code };
    if (villages.length > 1) return { ...draft, kecamatan: [...new Set(villages.map(({ code }) => code))] };
    return kecamatan.length > 0 ? { ...draft, kecamatan: kecamatan.map(({ code }) => code) } : draft;
  }

  private async goOn(
    draft: SmsDraft,
    sender: Sender,
    now: Date,
    services = [] as { id: string; name: string }[],
  ): Promise<string> {
    if (!draft.villageCode) return this.askPlace(draft, sender, now);
    if (!draft.serviceId)
      return this.ask(
        'service',
        'ask-service',
        draft,
        services.length > 0 ? services : await this.directory.services(),
        sender,
        now,
      );
    await this.questions.settle(sender.phone);
    const { serviceId, villageCode, people, needs } = draft;
    const command = { door: 'sms', key: sender.key, serviceId, villageCode, people, needs, phone: sender.phone };
    const { request, known } = await this.requestVisit.run(sender.by, command);
    const { name } = await this.villages.get(request.villageCode);
    return this.say(known ? 'known' : 'taken', { tracking: request.tracking, village: name });
  }

  /** Which kecamatan or village of several; which village of the kecamatan; or where at all. */
  private async askPlace(draft: SmsDraft, sender: Sender, now: Date): Promise<string> {
    const codes = draft.kecamatan ?? [];
    const [only] = codes;
    if (only === undefined) return this.ask('place', 'ask-place', draft, [], sender, now);
    if (codes.length === 1 && !isVillage(only)) {
      const [village] = await this.villages.of(only);
      return this.ask('place', 'ask-village', draft, [], sender, now, { kecamatan: village?.kecamatan });
    }
    const choices = await this.namesOf(codes);
    const said = this.listed(this.say('ask-which'), choices);
    return said.length <= SMS_LENGTH
      ? this.keep('place', said, draft, choices, sender, now)
      : this.ask('place', 'ask-place', draft, [], sender, now);
  }

  private async namesOf(codes: string[]): Promise<{ id: string; name: string }[]> {
    const villages = await this.villages.named(codes);
    const regions = await Promise.all(codes.filter((code) => !isVillage(code)).map((code) => this.directory.region(code)));
    return [
      ...regions.map(({ code, label }) => ({
        id: code,
        name: label.split(', ').slice(0, 2).join(', ').replace('Kabupaten', 'Kab.'),
      })),
      ...[...villages.values()].map((village) => ({ id: village.code, name: villageShort(village) })),
    ];
  }

  private ask(
    asks: Question['asks'],
    key: string,
    draft: SmsDraft,
    choices: { id: string; name: string }[],
    sender: Sender,
    now: Date,
    words: object = {},
  ) {
    const said = this.say(key, words);
    return this.keep(asks, choices.length > 0 ? this.listed(said, choices) : said, draft, choices, sender, now);
  }

  private async keep(
    asks: Question['asks'],
    said: string,
    draft: SmsDraft,
    choices: { id: string; name: string }[],
    { phone }: Sender,
    now: Date,
  ) {
    const dueAt = new Date(now.getTime() + this.parameters.values.question.hours * HOUR_MS);
    await this.questions.ask(phone, { draft, asks, choices: choices.map(({ id, name }) => ({ id, name })) }, dueAt);
    return said;
  }

  private async about({ kind, tracking }: { kind: 'withdraw' | 'status'; tracking: string }, { by }: Sender): Promise<string> {
    try {
      if (kind === 'withdraw') await this.withdraw.run(by, { tracking });
      const { state } = await this.requests.status(tracking);
      return this.say('status', { tracking, state: this.texts.t('id', `outreach:state.${state}`) });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.texts.error('id', error).message;
    }
  }

  private listed(question: string, choices: { name: string }[]): string {
    return `${question} ${choices.map(({ name }, at) => `${at + 1} ${name}`).join('; ')}`;
  }

  private say(key: string, words: object = {}): string {
    return this.texts.t('id', `outreach:sms.${key}`, { ...words });
  }
}

function isVillage(code: string): boolean {
  return code.split('.').length === VILLAGE_PARTS;
}
