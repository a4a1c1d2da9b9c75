import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PaperBatch, type PaperDay, PaperWork } from '../../backup/index.js';
import { Directory } from '../../directory/index.js';
import { Incidents } from '../../incidents/index.js';
import { addDays, Clock, civilDate, serialText, Texts } from '../../platform/index.js';
import { type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';

const SHOWN_DAYS = 14;
const MOST_DAYS = 92;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TAGS = { unknown: 'stop', open: 'wait', done: 'ok' } as const;

export interface AskedDays {
  dari?: string;
  sampai?: string;
}

/** The pages of what was done on paper. */
@Injectable()
export class PaperPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly incidents: Incidents,
    private readonly paper: PaperWork,
    private readonly clock: Clock,
  ) {}

  async offices(request: FastifyRequest, reply: FastifyReply) {
    const known = await this.paper.offices();
    const named = new Map((await this.directory.offices()).map(({ id, name }) => [id, name]));
    const rows = known.map((one) => ({ ...one, name: named.get(one.officeId) ?? one.officeId, left: one.forms - one.entered }));
    const all = [...named].map(([value, text]) => ({ value, text }));
    return sendPage(reply, this.pages.console(request, 'paper/offices', { offices: rows, all }));
  }

  /** Where the days of an incident are: from the day on which it began to the one on which its office opened again. */
  async ofIncident(incidentId: string): Promise<string> {
    const { officeId, beganAt, reopenedAt } = await this.incidents.get(incidentId);
    const { zone } = await this.directory.office(officeId);
    const [first, last] = [beganAt, reopenedAt ?? this.clock.now()].map((at) => civilDate(at, zone));
    return `/dasbor/kertas/${officeId}?dari=${first}&sampai=${last}`;
  }

  async office(request: FastifyRequest, reply: FastifyReply, officeId: string, asked: AskedDays, failed?: Failed) {
    const office = await this.directory.office(officeId);
    const { first, last } = this.span(await this.daysFor(officeId, asked), office.zone);
    const days = await this.paper.days(officeId, first, last);
    const names = new Map((await this.directory.services()).map(({ id, name }) => [id, name]));
    const offered = new Set((await this.directory.offeringsAt(officeId)).map(({ serviceId }) => serviceId));
    const data = {
      office,
      first,
      last,
      days: [
        ...Map.groupBy(
          days.map((day) => dayView(day, names)),
          ({ day }) => day,
        ),
      ].map(([day, rows]) => ({ day, rows })),
      services: [...offered].map((value) => ({ value, text: names.get(value) ?? value })),
      totals: totalsOf(days),
      form: formAfter(failed, this.texts, localeOf(request), { day: last, serviceId: [...offered][0] }),
    };
    const html = this.pages.console(request, 'paper/office', data, { zone: office.zone });
    return sendPage(reply, html, failed ? 422 : 200);
  }

  /** Where nobody asks for days, those of the bundles that wait. */
  private async daysFor(officeId: string, asked: AskedDays): Promise<AskedDays> {
    if (asked.dari || asked.sampai) return asked;
    const waiting = (await this.paper.offices()).find((one) => one.officeId === officeId && one.forms > one.entered);
    return waiting ? { dari: waiting.firstDay, sampai: waiting.lastDay } : {};
  }

  private span({ dari, sampai }: AskedDays, zone: string): { first: string; last: string } {
    const today = civilDate(this.clock.now(), zone);
    const last = sampai && DAY.test(sampai) ? sampai : today;
    const first = dari && DAY.test(dari) ? dari : addDays(last, -SHOWN_DAYS);
    const earliest = addDays(last, -MOST_DAYS);
    return { first: first < earliest || first > last ? earliest : first, last };
  }
}

function totalsOf(days: PaperDay[]) {
  const sum = (of: (day: PaperDay) => number) => days.reduce((all, day) => all + of(day), 0);
  const [forms, entered] = [sum((day) => day.forms), sum((day) => day.entered)];
  const unknown = new Set(days.filter(({ state }) => state === 'unknown').map(({ day }) => day));
  const percent = forms === 0 ? 0 : Math.floor((entered * 100) / forms);
  return { forms, entered, percent, unknown: unknown.size };
}

function dayView(day: PaperDay, names: ReadonlyMap<string, string>) {
  const batches = day.batches.map((batch) => ({ ...batch, left: batch.forms - batch.entered, gaps: gapsOf(batch) }));
  return { ...day, service: names.get(day.serviceId) ?? day.serviceId, tag: TAGS[day.state], batches };
}

/** Which serial numbers are missing, in words. */
function gapsOf({ serials, missing }: PaperBatch): string {
  if (!serials) return '';
  const text = (n: number) => serialText(serials, n);
  return missing.map(({ from, to }) => (from === to ? text(from) : `${text(from)}–${text(to)}`)).join(', ');
}
