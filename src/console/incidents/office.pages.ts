import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory, Feedback, normalise, type Office, type OfficeStatus } from '../../directory/index.js';
import { Incidents } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { Clock } from '../../platform/index.js';
import { localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { toField } from './local-time.js';

const DATE_LENGTH = 'yyyy-mm-dd'.length;
const TAGS = { normal: 'ok', limited: 'wait', suspended: 'stop', moved: 'moved' } as const;

/** The list of offices, and one office. */
@Injectable()
export class OfficePages {
  constructor(
    private readonly pages: Pages,
    private readonly directory: Directory,
    private readonly incidents: Incidents,
    private readonly clock: Clock,
    private readonly feedback: Feedback,
  ) {}

  async list(request: FastifyRequest, reply: FastifyReply, by: Actor, text: string) {
    const found = await this.find(text);
    const statuses = await this.directory.officeStatuses(found);
    const offices = found.map((office, index) => this.line(office, statuses[index]!));
    return sendPage(
      reply,
      this.pages.console(request, 'incidents/offices', { offices, text, mayImport: by.may('directory:import') }),
    );
  }

  async office(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string) {
    const office = await this.directory.office(id);
    const locale = localeOf(request);
    const needed = new Set((await this.directory.offeringsAt(id)).flatMap((offering) => offering.needsParts));
    const incidents = await this.incidents.ofOffice(id);
    const nameOf = (part: string | undefined) => office.parts.find((one) => one.id === part)?.names[locale] ?? part;
    const data = {
      ...this.line(office, await this.directory.officeStatus(id)),
      parts: office.parts.filter((part) => needed.has(part.id)).map((part) => ({ id: part.id, name: part.names[locale] })),
      offersNothing: (await this.directory.offeringsAt(id)).length === 0,
      open: incidents
        .filter(({ state }) => state === 'reported' || state === 'confirmed')
        .map((one) => ({ ...one, partName: nameOf(one.part) })),
      past: incidents
        .filter(({ state }) => state === 'closed' || state === 'corrected')
        .map((one) => ({ ...one, partName: nameOf(one.part) })),
      heard: (await this.feedback.today([id])).get(id),
      mayDeclare: by.may('incident:declare'),
    };
    return sendPage(reply, this.pages.console(request, 'incidents/office', data, { zone: office.zone }));
  }

  /** Offices whose name or address holds the text, then those that it may mean. */
  private async find(text: string): Promise<Office[]> {
    const all = await this.directory.offices();
    const wanted = normalise(text);
    if (wanted === '') return all;
    const named = all.filter(({ name, address }) => normalise(`${name} ${address}`).includes(wanted));
    const meant = new Set((await this.directory.findOffices(text)).map(({ id }) => id));
    return [...named, ...all.filter((office) => meant.has(office.id) && !named.includes(office))];
  }

  private line(office: Office, status: OfficeStatus) {
    const state = stateOf(office, status, toField(this.clock.now(), office.zone).slice(0, DATE_LENGTH));
    return {
      office,
      state,
      isStale: status.stale && status.confirmed,
      tag: state === 'uncertain' || state === 'not-open' ? 'wait' : TAGS[status.status],
    };
  }
}

/** The key of the words for an office's state: a report without confirmation, or a state that sources contradict, is never shown as fact. */
function stateOf(office: Office, { status, confirmed }: OfficeStatus, today: string): string {
  if (status !== 'normal') return confirmed ? status : `${status}-unconfirmed`;
  if (office.opensOn !== undefined && office.opensOn > today) return 'not-open';
  return office.confirmedOpen ? 'normal' : 'uncertain';
}
