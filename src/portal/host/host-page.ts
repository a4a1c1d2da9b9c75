import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory } from '../../directory/index.js';
import { Incidents } from '../../incidents/index.js';
import { DomainError, Texts } from '../../platform/index.js';
import { type HostRequest, isAsked, isDraft, Reroutes } from '../../rerouting/index.js';
import { emptyForm, type Failed, failedForm, localeOf, Pages } from '../../web/index.js';

/** The question to a host, as it stands now. */
@Injectable()
export class HostPage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly reroutes: Reroutes,
    private readonly directory: Directory,
    private readonly incidents: Incidents,
  ) {}

  async question(request: FastifyRequest, reply: FastifyReply, token: string, failed?: Failed<Record<string, unknown>>) {
    const { request: asked, services, reroute } = await this.reroutes.requestByToken(token);
    const locale = localeOf(request);
    const name = async (id: string) => (await this.directory.service(id)).names[locale];
    const office = await this.directory.office(asked.officeId);
    const data = {
      office,
      over: asked.state === 'accepted' && !isDraft(reroute),
      closed: asked.state !== 'open' || !isAsked(reroute),
      offices: await this.closedOffice(reroute.incidentId),
      asked: await Promise.all(asked.asked.map(async ({ serviceId, perDay }) => ({ service: await name(serviceId), perDay }))),
      choices: await Promise.all(services.map(async (value) => ({ value, text: await name(value) }))),
      wantedFrom: asked.wantedFrom,
      form: failed
        ? failedForm(this.texts, locale, { ...failed.sent, services: [failed.sent.services ?? []].flat() }, failed.error)
        : emptyForm(suggested(asked)),
    };
    return this.send(request, reply, data, office.zone, data.closed ? 410 : failed ? 422 : 200);
  }

  async thanks(request: FastifyRequest, reply: FastifyReply, token: string, answered: 'yes' | 'no') {
    const { request: asked } = await this.reroutes.requestByToken(token);
    const office = await this.directory.office(asked.officeId);
    return this.send(request, reply, { office, answered }, office.zone, 200);
  }

  private send(request: FastifyRequest, reply: FastifyReply, data: object, zone: string, status: number) {
    const html = this.pages.portal(request, 'rerouting/host', data, { zone, noindex: true });
    return sendPrivate(reply).status(status).type('text/html; charset=utf-8').send(html);
  }

  private async closedOffice(incidentId: string): Promise<string | undefined> {
    try {
      return (await this.directory.office((await this.incidents.get(incidentId)).officeId)).name;
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }
}

/** What is behind a link is for its holder: kept nowhere, and its address is told to nobody. */
export function sendPrivate(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
}

/** Nothing is chosen for the host, but what was asked is filled in. */
function suggested({ asked, wantedFrom }: HostRequest): Record<string, unknown> {
  const perDay = asked.reduce((sum, service) => sum + service.perDay, 0);
  return { services: asked.map(({ serviceId }) => serviceId), perDay: perDay || '', startOn: wantedFrom };
}
