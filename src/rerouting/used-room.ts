import { Injectable } from '@nestjs/common';
import { type DayFigures, DayReports, Directory, type Offering } from '../directory/index.js';
import { addDays, civilDate } from '../platform/index.js';
import { HostStore } from './host-store.js';
import { type GuestTime, type OwnUse, ownDays, ownUseOf, partOf } from './own-use.js';
import { PlanStore } from './plan-store.js';

/** So many days back an office's reports tell what its own people take. */
const LOOKED_BACK = 14;

/** What of an offering's capacity is taken already, in people a day. */
export interface Used {
  /** By its own people; absent where its day reports do not tell. */
  own?: OwnUse;
  /** By those whom published reroutes of other incidents send there. */
  promised: number;
}

/** What the places of a plan are used for already: by their own people, and by guests of other incidents. */
@Injectable()
export class UsedRoom {
  constructor(
    private readonly directory: Directory,
    private readonly reports: DayReports,
    private readonly hosts: HostStore,
    private readonly plans: PlanStore,
  ) {}

  /** By the id of the offering. */
  async of(offerings: Offering[], incidentId: string, at: Date): Promise<Map<string, Used>> {
    const promised = await this.plans.promised(
      offerings.map(({ id }) => id),
      incidentId,
    );
    const own = await this.own([...new Set(offerings.flatMap(({ office }) => office?.id ?? []))], at);
    return new Map(offerings.map(({ id }) => [id, { own: own.get(id), promised: promised.get(id) ?? 0 }]));
  }

  private async own(officeIds: string[], at: Date): Promise<Map<string, OwnUse>> {
    const utc = at.toISOString().slice(0, 10);
    const days = await this.reports.figures(officeIds, addDays(utc, -LOOKED_BACK), addDays(utc, 1), at);
    if (days.length === 0) return new Map();
    const reported = Map.groupBy(days, ({ officeId }) => officeId);
    const reporting = [...reported.keys()];
    const times = await this.hosts.guestTimes(reporting, addDays(utc, -LOOKED_BACK));
    const guests = Map.groupBy(times, ({ officeId }) => officeId);
    const offerings = await this.directory.offeringsAtOffices(reporting);
    return new Map([...reported].flatMap(([id, own]) => perOffering(offerings.get(id) ?? [], own, guests.get(id) ?? [], at)));
  }
}

/** By the usual capacities: its own people come as they do on any day. */
function perOffering(offerings: Offering[], days: DayFigures[], guests: GuestTime[], at: Date): [string, OwnUse][] {
  const zone = offerings[0]?.office?.zone;
  if (!zone) return [];
  const counters = offerings.filter(({ channel }) => channel.kind === 'counter');
  const capacity = counters.reduce((sum, { capacityPerDay = 0 }) => sum + capacityPerDay, 0);
  const use = ownUseOf(ownDays(days, guests, civilDate(at, zone), zone), capacity);
  return use ? counters.map(({ id, capacityPerDay = 0 }) => [id, partOf(use, capacityPerDay, capacity)]) : [];
}
