import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory, type Office } from '../../directory/index.js';
import { DutyLinks, type Incident, Persons, RegisteredNumbers } from '../../incidents/index.js';
import { Texts } from '../../platform/index.js';
import { type Failed, formAfter, localeOf, Pages } from '../../web/index.js';

/** The report that somebody was called about, as it stands now. */
@Injectable()
export class DutyPage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly links: DutyLinks,
    private readonly directory: Directory,
    private readonly persons: Persons,
    private readonly numbers: RegisteredNumbers,
  ) {}

  /** Throws `incidents.duty-link-gone`. */
  async call(request: FastifyRequest, reply: FastifyReply, token: string, failed?: Failed) {
    const { member, incident, waiting } = await this.links.look(token);
    const locale = localeOf(request);
    const office = await this.directory.office(incident.officeId);
    const data = {
      member,
      incident,
      office,
      part: office.parts.find(({ id }) => id === incident.part)?.names[locale],
      offices: await this.officesOf(waiting),
      reporter: (await this.persons.names())(incident.reportedBy),
      callback: incident.via === 'sms' ? await this.numbers.ofPerson(incident.reportedBy) : undefined,
      waits: waiting.some(({ state }) => state === 'reported'),
      form: formAfter(failed, this.texts, locale),
    };
    return this.send(request, reply, data, office.zone, failed ? 422 : 200);
  }

  async thanks(request: FastifyRequest, reply: FastifyReply, done: Incident[]) {
    const offices = await this.officesOf(done);
    return this.send(request, reply, { done: done[0]!.state, offices }, offices[0]?.zone ?? 'Asia/Jakarta', 200);
  }

  private officesOf(incidents: readonly Incident[]): Promise<Office[]> {
    return this.directory.officesByIds(incidents.map(({ officeId }) => officeId));
  }

  private send(request: FastifyRequest, reply: FastifyReply, data: object, zone: string, status: number) {
    const html = this.pages.portal(request, 'incidents/duty', data, { zone, noindex: true });
    return reply
      .status(status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .send(html);
  }
}
