import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Roster, VisitRequests } from '../../outreach/index.js';
import { addDays, Clock, civilDate, DomainError, Texts } from '../../platform/index.js';
import { emptyForm, type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { OutreachNames } from './outreach-names.js';

const UNPROCESSABLE = 422;
const PAST_DAYS = 30;
const TAGS = { draft: 'wait', published: 'ok', cancelled: 'plain' } as const;

/** What stands on the pages of the roster and of one visit. */
@Injectable()
export class RosterPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly roster: Roster,
    private readonly requests: VisitRequests,
    private readonly names: OutreachNames,
    private readonly clock: Clock,
  ) {}

  async list(request: FastifyRequest, reply: FastifyReply, { failed, proposed }: { failed?: Failed; proposed?: object } = {}) {
    const locale = localeOf(request);
    const today = civilDate(this.clock.now());
    const lines = await this.roster.from(addDays(today, -PAST_DAYS));
    const villages = await this.names.villagesOf(lines.map(({ villageCode }) => villageCode));
    const shown = lines.map((line) => ({ ...line, tag: TAGS[line.state], village: villages.get(line.villageCode) }));
    const form = emptyForm({ from: addDays(today, 1), crews: 'Regu 1', quota: 10, opens: '09:00', closes: '12:00', most: 20 });
    const data = {
      coming: shown.filter(({ onDay }) => onDay >= today),
      past: shown.filter(({ onDay }) => onDay < today),
      services: [{ value: '', text: '' }, ...(await this.names.services(locale))],
      proposed,
      form: failed ? formAfter(failed, this.texts, locale) : form,
      open: failed !== undefined,
    };
    return sendPage(reply, this.pages.console(request, 'outreach/roster', data), failed ? UNPROCESSABLE : 200);
  }

  async visit(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    { failed, merged }: { failed?: Failed; merged?: object } = {},
  ) {
    const locale = localeOf(request);
    const file = await this.roster.file(id);
    const { visit } = file;
    const newest = new Map(file.records.filter(({ visitId }) => visitId === id).map((record) => [record.requestId, record]));
    const data = {
      ...file,
      merged,
      tag: TAGS[visit.state],
      village: await this.names.village(visit.villageCode),
      service: await this.names.service(visit.serviceId, locale),
      lines: (await this.names.lines(file.requests, locale)).map((line) => ({ ...line, record: newest.get(line.id) })),
      waiting: await this.waiting(visit),
      isDraft: visit.state === 'draft',
      isCancelled: visit.state === 'cancelled',
      form: failed ? formAfter(failed, this.texts, locale) : emptyForm({ ...visit }),
    };
    return sendPage(reply, this.pages.console(request, 'outreach/visit', data), failed ? statusOf(failed.error) : 200);
  }

  private async waiting({ villageCode, serviceId }: { villageCode: string; serviceId: string }) {
    const found = await this.requests.list({ under: villageCode, serviceId });
    return found
      .filter(({ state }) => state === 'requested' || state === 'not-met')
      .map(({ id, tracking, people }) => ({ value: id, text: `${tracking} (${people})` }));
  }
}

function statusOf(error: unknown): number {
  return error instanceof DomainError && error.kind === 'conflict' ? 409 : UNPROCESSABLE;
}
