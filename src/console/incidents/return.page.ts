import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory } from '../../directory/index.js';
import { Incidents, Returns } from '../../incidents/index.js';
import { Texts } from '../../platform/index.js';
import { type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';

type Sent = Record<string, unknown>;

/** The plan of how people come back to an office: a date for each service that is closed. */
@Injectable()
export class ReturnPage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly incidents: Incidents,
    private readonly returns: Returns,
    private readonly directory: Directory,
  ) {}

  async show(request: FastifyRequest, reply: FastifyReply, incidentId: string, failed?: Failed) {
    const locale = localeOf(request);
    const incident = await this.incidents.get(incidentId);
    const office = await this.directory.office(incident.officeId);
    const stages = await this.returns.of(incidentId);
    const names = new Map((await this.directory.services()).map(({ id, names: words }) => [id, words[locale]]));
    const planned = new Map(stages.filter(({ doneAt }) => !doneAt).flatMap((one) => one.services.map((id) => [id, one.date])));
    const held = await this.returns.held(incidentId);
    const data = {
      incidentId,
      office,
      services: held.map((id) => ({ id, name: names.get(id), date: planned.get(id) ?? '' })),
      done: stages
        .filter(({ doneAt }) => doneAt)
        .map((stage) => ({ ...stage, names: stage.services.map((id) => names.get(id)).join(', ') })),
      form: formAfter(failed, this.texts, locale),
    };
    return sendPage(reply, this.pages.console(request, 'incidents/return', data, { zone: office.zone }), failed ? 422 : 200);
  }
}

/** A form has one date for each service, empty where it stays closed: `date-pkb-tahunan`. */
export function stagesIn(sent: Sent): { date: string; services: string[] }[] {
  const dates = Object.entries(sent).filter(
    ([name, date]) => name.startsWith('date-') && typeof date === 'string' && date !== '',
  );
  const byDate = Map.groupBy(dates, ([, date]) => String(date));
  return [...byDate].map(([date, same]) => ({ date, services: same.map(([name]) => name.slice('date-'.length)) }));
}
