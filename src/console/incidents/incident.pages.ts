import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Incident, Incidents, mayNotConfirm, Reconfirmations, verbsFor } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { DomainError, Texts } from '../../platform/index.js';
import { type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { IncidentView } from './incident.view.js';
import { fromField } from './local-time.js';
import { OfficeTime } from './office-time.js';

const STATUS = { conflict: 409, forbidden: 403 } as const;

/** The list of incidents, and one incident with everything that hangs on it. */
@Injectable()
export class IncidentPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly incidents: Incidents,
    private readonly view: IncidentView,
    private readonly when: OfficeTime,
    private readonly reconfirmations: Reconfirmations,
  ) {}

  async list(request: FastifyRequest, reply: FastifyReply, by: Actor) {
    const all = await this.view.lines(await this.incidents.all(), localeOf(request));
    const stale = new Set((await this.reconfirmations.due()).filter(({ isStale }) => isStale).map(({ id }) => id));
    const data = {
      open: all.filter(({ isOpen }) => isOpen).map((line) => ({ ...line, isStale: stale.has(line.id) })),
      past: all.filter(({ isOpen }) => !isOpen),
      mayDeclare: by.may('incident:declare'),
    };
    return sendPage(reply, this.pages.console(request, 'incidents/list', data));
  }

  /** Also after something failed: with what was sent, and what was wrong with it. */
  async one(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string, failed?: Failed) {
    const locale = localeOf(request);
    const incident = await this.incidents.get(id);
    const form = formAfter(failed, this.texts, locale, { reopenedAt: await this.when.now(incident.officeId) });
    const data = { ...(await this.view.of(incident, by, locale)), may: mayDo(incident, by), form };
    const zone = await this.when.zone(incident.officeId);
    return sendPage(
      reply,
      this.pages.console(request, 'incidents/incident', data, { zone }),
      failed ? statusOf(failed.error) : 200,
    );
  }

  /** Back to the incident with what was done, or with what was wrong. */
  async done(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    id: string,
    what: string,
    sent: object,
    verb: () => Promise<unknown>,
  ) {
    try {
      await verb();
      return reply.redirect(`/dasbor/kejadian/${id}?selesai=incidents:done.${what}`, 303);
    } catch (error) {
      return this.one(request, reply, by, id, { sent, error });
    }
  }

  /** A time of day at the incident's office; empty means now. */
  async moment(incidentId: string, text: string | undefined): Promise<Date | string | undefined> {
    const { officeId } = await this.incidents.get(incidentId);
    return text === (await this.when.now(officeId)) ? undefined : fromField(text, await this.when.zone(officeId));
  }
}

function mayDo(incident: Incident, by: Actor) {
  const verbs = verbsFor(incident);
  const isReporter = mayNotConfirm(incident, by.person);
  return {
    confirm: verbs.includes('confirm') && by.may('incident:confirm') && !isReporter,
    reconfirm: verbs.includes('reconfirm') && by.may('incident:confirm'),
    needsAnother: verbs.includes('confirm') && isReporter,
    correct: verbs.includes('correct') && by.may('incident:correct'),
    close: verbs.includes('close') && by.may('incident:close'),
    dossier: by.may('ledger:read'),
  };
}

function statusOf(error: unknown): number {
  return error instanceof DomainError ? (STATUS[error.kind as keyof typeof STATUS] ?? 422) : 500;
}
