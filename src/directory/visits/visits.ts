import { Injectable } from '@nestjs/common';
import { Calendar, Clock } from '../../platform/index.js';
import { errors } from '../errors.js';
import { OfferingStore } from '../offering-store.js';
import { OfficeStore } from '../office-store.js';
import { RegionStore } from '../region-store.js';
import { StatusStore } from '../status-store.js';
import type { Offering, StatusKind, VisitDay } from '../types.js';
import { type ListedVisit, type VisitQuery, VisitStore } from './visit-store.js';
import { visitsBetween } from './visits-between.js';

/** A day on which a unit comes, with the status of what it gives: one that is suspended does not come. */
export interface ComingDay extends VisitDay {
  listed: ListedVisit;
  status: StatusKind;
}

/** The questions about units that come to people. */
@Injectable()
export class Visits {
  constructor(
    private readonly visits: VisitStore,
    private readonly offerings: OfferingStore,
    private readonly statuses: StatusStore,
    private readonly regions: RegionStore,
    private readonly offices: OfficeStore,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** Throws `directory.no-such-visit`. */
  async get(id: string): Promise<ListedVisit> {
    const listed = await this.visits.get(id);
    if (!listed) throw errors.noSuchVisit({ visit: id });
    return listed;
  }

  /** The offerings that come to people, whether a visit is planned or not. */
  units(): Promise<Offering[]> {
    return this.offerings.outreach();
  }

  /** The days of one visit; none where it was cancelled. */
  daysOf({ visit, cancelledAt }: ListedVisit, from: string, to: string): VisitDay[] {
    return cancelledAt ? [] : visitsBetween([visit], from, to, this.calendar.holidays);
  }

  /** Those that are not over before the civil date `from`, cancelled ones too. Throws `directory.no-such-region` and `.no-such-office`. */
  async find(query: VisitQuery, from: string): Promise<ListedVisit[]> {
    if (query.regionCode !== undefined) await this.regions.get(query.regionCode);
    if (query.officeId !== undefined) await this.offices.office(query.officeId);
    return this.visits.find(query, from);
  }

  /** The days on which they come, both dates included; soonest first. */
  async days(query: VisitQuery, from: string, to: string): Promise<ComingDay[]> {
    const listed = (await this.find(query, from)).filter(({ cancelledAt }) => !cancelledAt);
    const byId = new Map(listed.map((each) => [each.visit.id, each]));
    const statuses = await this.statusesOf(listed);
    return visitsBetween(
      listed.map(({ visit }) => visit),
      from,
      to,
      this.calendar.holidays,
    ).map((day) => ({ ...day, listed: byId.get(day.visit.id)!, status: statuses.get(day.visit.offeringId) ?? 'normal' }));
  }

  /** By offering. */
  async statusesOf(listed: ListedVisit[]): Promise<Map<string, StatusKind>> {
    const ids = [...new Set(listed.map(({ visit }) => visit.offeringId))];
    const found = await this.statuses.at(ids, this.clock.now());
    return new Map(found.map(({ offeringId, status }) => [offeringId, status]));
  }
}
