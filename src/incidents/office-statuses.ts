import { Injectable } from '@nestjs/common';
import { Directory, type Offering, type OfferingStatus, SetStatus } from '../directory/index.js';
import type { Actor } from '../people/index.js';
import { IncidentStore } from './incident-store.js';
import { affected, stillHeldBy } from './rules.js';
import type { Incident } from './types.js';

/** What an incident says about the offerings of its office, through the directory's one way to say it. */
@Injectable()
export class OfficeStatuses {
  constructor(
    private readonly directory: Directory,
    private readonly setStatus: SetStatus,
    private readonly incidents: IncidentStore,
  ) {}

  async affected({ officeId, part }: Pick<Incident, 'officeId' | 'part'>): Promise<Offering[]> {
    return affected(await this.directory.offeringsAt(officeId), part);
  }

  /** Everything affected stops; what another incident had already stopped is from now on told by this one. */
  async suspend(incident: Incident, offerings: readonly Offering[], by: Actor): Promise<void> {
    await this.say(incident, offerings, by);
  }

  /** The same for a wave, whose incidents say the same of one office each. */
  async suspendAll(waveId: string, incidents: Incident[], offerings: ReadonlyMap<string, Offering[]>, by: Actor): Promise<void> {
    const { beganAt: since, expectedEnd, cause } = incidents[0]!;
    await this.setStatus.run(by, {
      waveId,
      incidents: incidents.map(({ id, officeId }) => ({
        incidentId: id,
        offeringIds: (offerings.get(officeId) ?? []).map((offering) => offering.id),
      })),
      status: 'suspended',
      since,
      expectedEnd,
      cause,
      confirmed: false,
    });
  }

  /** The same, now confirmed, for what this incident still tells. */
  async confirm(incident: Incident, by: Actor): Promise<void> {
    const told = await this.told(incident);
    await this.say(
      incident,
      told.filter(({ status }) => status.status === 'suspended').map(({ offering }) => offering),
      by,
    );
  }

  /** Back to normal since `since`, except what another open incident of the office holds: that one takes over. */
  async release(incident: Incident, by: Actor, since: Date, correction: boolean, services?: string[]): Promise<void> {
    const others = (await this.incidents.openAt(incident.officeId)).filter((other) => other.id !== incident.id);
    const back = (offering: Offering) => !services || services.includes(offering.serviceId);
    const told = (await this.told(incident)).map(({ offering }) => offering).filter(back);
    for (const other of others) {
      await this.say(
        other,
        told.filter((offering) => stillHeldBy(offering, others) === other),
        by,
      );
    }
    const free = told.filter((offering) => !stillHeldBy(offering, others)).map(({ id }) => id);
    if (free.length === 0) return;
    await this.setStatus.run(by, {
      offeringIds: free,
      status: 'normal',
      since,
      incidentId: incident.id,
      confirmed: true,
      correction,
    });
  }

  /** The services that this incident keeps closed. */
  async held(incident: Incident): Promise<string[]> {
    const held = (await this.told(incident)).filter(({ status }) => status.status === 'suspended' || status.status === 'moved');
    return [...new Set(held.map(({ offering }) => offering.serviceId))].sort();
  }

  /** By service: until when it is expected to stay closed; what is not named is expected as the incident says. */
  async expect(incident: Incident, ends: Map<string, Date>, by: Actor): Promise<void> {
    const told = (await this.told(incident)).filter(({ status }) => status.status === 'suspended');
    const groups = Map.groupBy(told, ({ offering }) => ends.get(offering.serviceId)?.getTime());
    for (const [end, same] of groups) {
      const expectedEnd = end === undefined ? incident.expectedEnd : new Date(end);
      await this.say(
        { ...incident, expectedEnd },
        same.map(({ offering }) => offering),
        by,
      );
    }
  }

  private async told(incident: Incident): Promise<{ offering: Offering; status: OfferingStatus }[]> {
    const offerings = await this.affected(incident);
    const statuses = await this.directory.statuses(offerings.map(({ id }) => id));
    return offerings.flatMap((offering) => {
      const status = statuses.get(offering.id);
      return status?.incidentId === incident.id ? [{ offering, status }] : [];
    });
  }

  private async say(incident: Incident, offerings: readonly Offering[], by: Actor): Promise<void> {
    if (offerings.length === 0) return;
    await this.setStatus.run(by, {
      offeringIds: offerings.map(({ id }) => id),
      status: 'suspended',
      since: incident.beganAt,
      expectedEnd: incident.expectedEnd,
      cause: incident.cause,
      incidentId: incident.id,
      confirmed: incident.state === 'confirmed',
    });
  }
}
