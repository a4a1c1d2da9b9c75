import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type DataLoss,
  ITEM_KINDS,
  type Item,
  isLate,
  missingNotices,
  NOTICE_RECIPIENTS,
  TRANSITIONS,
} from '../../custody/index.js';
import type { Actor } from '../../people/index.js';
import { Clock, countOf, DomainError, HOUR_MS, type Locale, serialText, Texts } from '../../platform/index.js';
import { emptyForm, type Form, failedForm, localeOf, Pages } from '../../web/index.js';
import { fromField } from '../incidents/local-time.js';
import { CustodyFolder } from './custody-folder.js';

const PAGE = 50;

/** What the console shows of a lost building. */
@Injectable()
export class CustodyPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly clock: Clock,
    private readonly folder: CustodyFolder,
  ) {}

  async show(request: FastifyRequest, reply: FastifyReply, by: Actor, incidentId: string, after?: string, form = emptyForm()) {
    by.must('custody:register');
    const { office, ...found } = await this.folder.of(incidentId, PAGE, after);
    const last = found.items.length === PAGE ? found.items.at(-1)?.id : undefined;
    const may = { decide: by.may('custody:decide'), dataLoss: by.may('custody:data-loss'), repair: by.may('custody:repair') };
    const losses = found.losses.map((loss) => lossView(loss, this.clock.now()));
    const items = found.items.map(itemView);
    const page = { ...found, ...this.options(localeOf(request)), incidentId, office, items, losses, may, form, older: last };
    const html = this.pages.console(request, 'custody/incident', page, { zone: office.zone });
    return reply
      .status(form.list.length > 0 ? 422 : 200)
      .type('text/html')
      .send(html);
  }

  /** Runs a verb, then shows the page with what was done, or with what was wrong. */
  async does(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    incidentId: string,
    done: string,
    sent: object,
    act: () => Promise<unknown>,
  ) {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'forbidden') throw error;
      return this.failed(request, reply, by, incidentId, sent, error);
    }
    return reply.redirect(`/dasbor/titipan/${incidentId}?selesai=custody:done.${done}`, 303);
  }

  /** What a field of a form says, on the clock of the office. */
  async moment(incidentId: string, text: string | undefined) {
    return fromField(text, (await this.folder.of(incidentId, 0)).office.zone);
  }

  private async failed(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    incidentId: string,
    sent: object,
    error: DomainError,
  ) {
    const locale = localeOf(request);
    const form = failedForm(this.texts, locale, { ...sent }, error);
    form.list.push(...this.faults(locale, error));
    return this.show(request, reply, by, incidentId, undefined, form);
  }

  private options(locale: Locale) {
    const named = (kind: string, values: readonly string[]) =>
      values.map((value) => ({ value, text: this.texts.t(locale, `custody:${kind}.${value}`) }));
    const reopening = [{ value: 'yes', text: this.texts.t(locale, 'custody:repair.reopens-label') }];
    return { reopening, kinds: named('kind', ITEM_KINDS), states: named('state', ['unknown', 'intact', 'lost', 'looted']) };
  }

  private faults(locale: Locale, { context }: DomainError): Form['list'] {
    const faults = (context.faults ?? []) as { row: number; column: string; problem: string }[];
    return faults.map(({ row, column, problem }) => ({
      text: this.texts.t(locale, 'custody:fault.at', { row, column, problem: this.texts.t(locale, `custody:fault.${problem}`) }),
    }));
  }
}

function itemView(item: Item) {
  const { serials } = item;
  const range = serials && [serialText(serials, serials.from), serialText(serials, serials.to)];
  return { ...item, range, count: serials && countOf(serials), next: TRANSITIONS[item.state] };
}

function lossView(loss: DataLoss, now: Date) {
  const missing = missingNotices(loss);
  const hoursLeft = Math.floor((loss.dueAt.getTime() - now.getTime()) / HOUR_MS);
  const open = NOTICE_RECIPIENTS.filter((recipient) => !loss.notices.some((notice) => notice.recipient === recipient));
  const notices = loss.notices.map((notice) => ({ ...notice, late: isLate(notice, loss) }));
  return {
    ...loss,
    hasCount: loss.people !== undefined,
    notices,
    open,
    missing,
    hoursLeft,
    isOver: hoursLeft < 0,
    isDone: missing.length === 0,
  };
}
