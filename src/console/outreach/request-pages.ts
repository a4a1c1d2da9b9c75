import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  needs,
  outcomes,
  type RequestState,
  type RowProblem,
  requestStates,
  type Village,
  type VillageListTaken,
  VisitRequests,
  villageLabel,
} from '../../outreach/index.js';
import { DAY_MS, DomainError, newId, Texts } from '../../platform/index.js';
import { emptyForm, type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { OutreachNames } from './outreach-names.js';

const UNPROCESSABLE = 422;

/** What stands on the pages of requests for a visit. */
@Injectable()
export class RequestPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly requests: VisitRequests,
    private readonly names: OutreachNames,
  ) {}

  async list(request: FastifyRequest, reply: FastifyReply, asked: { state?: RequestState; under?: string }) {
    const locale = localeOf(request);
    const found = await this.requests.list(asked);
    const states = requestStates.map((state) => ({ value: state, text: this.texts.t(locale, `outreach:state.${state}`) }));
    const data = {
      lines: await this.names.lines(found, locale),
      conflicts: (await this.requests.inConflict()).length,
      form: emptyForm({ wilayah: asked.under, keadaan: asked.state ?? '' }),
      states: [{ value: '', text: this.texts.t(locale, 'outreach:desk.all') }, ...states],
    };
    return sendPage(reply, this.pages.console(request, 'outreach/requests', data));
  }

  async conflicts(request: FastifyRequest, reply: FastifyReply) {
    const lines = await this.names.lines(await this.requests.inConflict(), localeOf(request));
    return sendPage(reply, this.pages.console(request, 'outreach/conflicts', { lines }));
  }

  async coverage(request: FastifyRequest, reply: FastifyReply, under?: string) {
    const rows = await this.requests.coverage({ under });
    const villages = await this.names.villagesOf(rows.map(({ villageCode }) => villageCode));
    const sum = (key: 'askedPeople' | 'plannedPeople' | 'servedPeople' | 'waitingPeople') =>
      rows.reduce((all, row) => all + row[key], 0);
    const data = {
      rows: rows.map((row) => ({ ...row, village: villages.get(row.villageCode) ?? row.villageCode })),
      total: {
        asked: sum('askedPeople'),
        planned: sum('plannedPeople'),
        served: sum('servedPeople'),
        waiting: sum('waitingPeople'),
      },
      form: emptyForm({ wilayah: under }),
    };
    return sendPage(reply, this.pages.console(request, 'outreach/coverage', data));
  }

  async call(request: FastifyRequest, reply: FastifyReply, failed?: Failed) {
    const locale = localeOf(request);
    const villages = failed?.error instanceof DomainError ? ((failed.error.context.villages ?? []) as Village[]) : [];
    const data = {
      form: formAfter(failed, this.texts, locale),
      key: newId(),
      services: [{ value: '', text: '' }, ...(await this.names.services(locale))],
      villages: villages.slice(0, 20).map((village) => ({ value: village.code, text: villageLabel(village) })),
      needs: needs.map((need) => ({ value: need, text: this.texts.t(locale, `outreach:need.${need}`) })),
    };
    return sendPage(reply, this.pages.console(request, 'outreach/call', data), failed ? UNPROCESSABLE : 200);
  }

  async chooseVillage(
    request: FastifyRequest,
    reply: FastifyReply,
    villages: Village[],
    asked: { desa?: string; kecamatan?: string },
  ) {
    const data = { villages: villages.slice(0, 20).map((one) => ({ ...one, label: villageLabel(one) })), form: emptyForm(asked) };
    return sendPage(reply, this.pages.console(request, 'outreach/choose-village', data));
  }

  async villageList(
    request: FastifyRequest,
    reply: FastifyReply,
    code: string,
    { failed, taken }: { failed?: Failed; taken?: VillageListTaken } = {},
  ) {
    const rows = failed?.error instanceof DomainError ? ((failed.error.context.rows ?? []) as RowProblem[]) : [];
    const form = formAfter(failed, this.texts, localeOf(request));
    const data = { form, code, village: await this.names.village(code), rows, taken };
    return sendPage(reply, this.pages.console(request, 'outreach/village-list', data), failed ? UNPROCESSABLE : 200);
  }

  async one(
    request: FastifyRequest,
    reply: FastifyReply,
    tracking: string,
    { who, failed }: { who?: object; failed?: Failed } = {},
  ) {
    const locale = localeOf(request);
    const file = await this.requests.file(tracking);
    const [line] = await this.names.lines([file.request], locale);
    const { state, decided } = file.request;
    const data = {
      ...file,
      line,
      who,
      form: formAfter(failed, this.texts, locale),
      needs: file.request.needs.map((need) => this.texts.t(locale, `outreach:need.${need}`)).join(', '),
      records: file.records.map((record) => ({
        ...record,
        clockWrong: isWrong(record.writtenAt, file.visit?.onDay),
        short: record.device.slice(0, 4),
      })),
      mayEnd: state === 'requested' || state === 'planned' || state === 'not-met',
      mayTakeOff: state === 'planned' || state === 'not-met',
      choices: [...outcomes, ...(decided ? (['withdrawn'] as const) : [])].map((outcome) => ({
        value: outcome,
        text: this.texts.t(locale, `outreach:outcome.${outcome}`),
      })),
    };
    return sendPage(reply, this.pages.console(request, 'outreach/request', data), failed ? UNPROCESSABLE : 200);
  }
}

/** More than a day away from the visit: the telephone's clock is not right. */
function isWrong(written?: Date, onDay?: string): boolean {
  return written !== undefined && onDay !== undefined && Math.abs(written.getTime() - Date.parse(`${onDay}T05:00:00Z`)) > DAY_MS;
}
