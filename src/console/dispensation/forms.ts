import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Directory } from '../../directory/index.js';
import { Dispensations, parts } from '../../dispensation/index.js';
import { Incidents } from '../../incidents/index.js';
import { addDays, civilDate, formatDateTime, Texts } from '../../platform/index.js';
import { localeOf } from '../../web/index.js';
import { DispensationShelf } from './shelf.js';

/** People need time to hear of it and to come: the form suggests seven weeks after the last due date. */
const DAYS_TO_PAY = 49;
const FORTNIGHT = 13;

/** What the form of a new decision offers and suggests. Nothing that needs a source is filled in. */
@Injectable()
export class DispensationForms {
  constructor(
    private readonly incidents: Incidents,
    private readonly directory: Directory,
    private readonly shelf: DispensationShelf,
    private readonly dispensations: Dispensations,
    private readonly texts: Texts,
  ) {}

  async choices(request: FastifyRequest) {
    const locale = localeOf(request);
    const offices = new Map((await this.directory.offices()).map((office) => [office.id, office]));
    const incidents = (await this.incidents.all()).filter(({ state }) => state !== 'corrected');
    const options = parts.map((part) => {
      const { authority, confirmed, source } = this.shelf.authorities.of(part);
      const key = confirmed ? 'dispensation:form.authority' : 'dispensation:form.authority-unconfirmed';
      return {
        value: part,
        text: this.texts.t(locale, `notice:part.${part}`),
        hint: this.texts.t(locale, key, { authority, source }),
      };
    });
    return {
      parts: options,
      precedents: this.shelf.precedents.precedents,
      imports: await this.shelf.obligations.imports(),
      incidents: incidents.map(({ id, officeId, beganAt }) => ({
        value: id,
        text: `${offices.get(officeId)?.name ?? officeId}, ${formatDateTime(beganAt, locale, offices.get(officeId)?.zone)}`,
      })),
      offices: [...offices.values()].map(({ id, name }) => ({ value: id, text: name })),
    };
  }

  /** From an incident: its office and the days it could not serve. From a decision: the same again, to be changed. */
  async suggest({ incidentId, replaces }: { incidentId?: string; replaces?: string }): Promise<Record<string, unknown>> {
    if (replaces) {
      const { id, number: _old, ...known } = await this.dispensations.get(replaces);
      return { ...known, replaces: id };
    }
    if (!incidentId) return {};
    const incident = await this.incidents.get(incidentId);
    const { zone } = await this.directory.office(incident.officeId);
    const dueFrom = civilDate(incident.beganAt, zone);
    const end = incident.reopenedAt ?? incident.expectedEnd;
    const dueTo = end ? civilDate(end, zone) : addDays(dueFrom, FORTNIGHT);
    return { incidentId, officeId: incident.officeId, parts: [], dueFrom, dueTo, payBy: addDays(dueTo, DAYS_TO_PAY) };
  }
}
