import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory, type Offering } from '../directory/index.js';
import { type Actor, Change } from '../people/index.js';
import { formatDateTime, moment, newId } from '../platform/index.js';
import { errors } from './errors.js';
import { IncidentLog } from './incident-log.js';
import { IncidentStore } from './incident-store.js';
import { optionalWords } from './input.js';
import { OfficeStatuses } from './office-statuses.js';
import { Persons } from './persons.js';
import { covers, report } from './rules.js';
import type { Incident } from './types.js';

/** How many offices with a name like the unknown one are named. */
const NEAR = 3;

const input = z.object({
  officeId: z.string().min(1),
  part: z.string().min(1).optional(),
  cause: optionalWords(200),
  /** Now, when it is left out. */
  beganAt: moment.optional(),
  expectedEnd: moment.optional(),
  /** How it came, where nobody had signed in. */
  via: z.enum(['sms', 'code']).optional(),
  codePrintedBy: z.string().optional(),
});
type DeclareCommand = z.output<typeof input>;

/**
 * Marks an office, or one part of it, as unavailable. The public sees it at once, as unconfirmed. Throws `no-such-office`,
 * `no-such-part`, `began-in-future`, `end-before-start`, and `already-declared` for the second of two people.
 */
@Injectable()
export class DeclareIncident extends Change<DeclareCommand, Incident> {
  readonly name = 'incidents.declare';
  readonly permission = 'incident:declare';
  readonly input = input;

  constructor(
    private readonly directory: Directory,
    private readonly persons: Persons,
    private readonly incidents: IncidentStore,
    private readonly log: IncidentLog,
    private readonly statuses: OfficeStatuses,
  ) {
    super();
  }

  protected async perform({ beganAt, ...what }: DeclareCommand, by: Actor, now: Date) {
    const officeId = await this.known(what.officeId);
    const { via, codePrintedBy } = by.holders.includes('duty') ? what : {};
    const incident = report({ ...what, via, codePrintedBy, id: newId(), officeId, beganAt: beganAt ?? now }, by.person, now);
    await this.incidents.lockOffice(officeId);
    await this.refuseSecond(incident);
    const offerings = await this.stopped(incident);
    await this.log.open(incident);
    await this.statuses.suspend(incident, offerings, by);
    return {
      result: incident,
      subject: { type: 'incident', id: incident.id },
      detail: { office: officeId, part: what.part, via, beganAt: incident.beganAt, offerings: offerings.length },
    };
  }

  private async known(officeId: string): Promise<string> {
    if ((await this.directory.offices()).some((office) => office.id === officeId)) return officeId;
    const near = (await this.directory.findOffices(officeId.replaceAll('-', ' '))).slice(0, NEAR).map((office) => office.id);
    throw errors.noSuchOffice({ office: officeId, near: near.join(', ') });
  }

  private async refuseSecond({ officeId, part }: Incident): Promise<void> {
    const first = (await this.incidents.openAt(officeId)).find((open) => covers(open, part));
    if (!first) return;
    const { id: incidentId, reportedBy, reportedAt, state } = first;
    const { zone } = await this.directory.office(officeId);
    const reporter = (await this.persons.names())(reportedBy) ?? reportedBy;
    throw errors.alreadyDeclared({
      office: officeId,
      incidentId,
      reporter,
      reportedAt,
      state,
      time: formatDateTime(reportedAt, 'id', zone),
    });
  }

  private async stopped({ officeId, part }: Incident): Promise<Offering[]> {
    const all = await this.statuses.affected({ officeId });
    if (all.length === 0) throw errors.nothingOffered({ office: officeId });
    const stopped = await this.statuses.affected({ officeId, part });
    const parts = [...new Set(all.flatMap((offering) => offering.needsParts))];
    if (stopped.length === 0)
      throw errors.noSuchPart({
        office: officeId,
        part,
        parts,
        fields: [{ field: 'part', message: `must be one of ${parts.join(', ')}` }],
      });
    return stopped;
  }
}
