import { Injectable } from '@nestjs/common';
import { Catchments, type DayFigures, DayReports, type Offering } from '../../directory/index.js';
import { Calendar, civilDate } from '../../platform/index.js';
import { HostStore, type ReceivingHost } from '../host-store.js';
import { type DueQuestion, questionsOn } from './host-rules.js';

/** A host on one of its days: what it is asked when, and what it has said. */
export interface HostDay {
  host: ReceivingHost;
  date: string;
  questions: DueQuestion[];
  today?: DayFigures;
}

/** How the day of every host that receives people goes. */
@Injectable()
export class HostWatch {
  constructor(
    private readonly hosts: HostStore,
    private readonly catchments: Catchments,
    private readonly reports: DayReports,
    private readonly calendar: Calendar,
  ) {}

  /** Those that have begun to receive people and open today; four statements, however many they are. */
  async days(now: Date, officeId?: string): Promise<HostDay[]> {
    const hosts = await this.hosts.receiving(officeId);
    if (hosts.length === 0) return [];
    const offerings = await this.catchments.byId(hosts.flatMap(({ offeringIds }) => offeringIds));
    const today = await this.reports.today([...new Set(hosts.map((host) => host.officeId))], now);
    return hosts.flatMap((host) => {
      const own = host.offeringIds.flatMap((id) => offerings.get(id) ?? []);
      const day = this.day(host, own, now);
      return day ? [{ ...day, today: today.get(host.officeId) }] : [];
    });
  }

  private day(host: ReceivingHost, offerings: Offering[], now: Date): HostDay | undefined {
    const zone = offerings[0]?.office?.zone;
    if (!zone) return undefined;
    const date = civilDate(now, zone);
    if (host.startOn && host.startOn > date) return undefined;
    const hours = offerings.map((offering) => offering.emergency?.hours ?? offering.hours);
    return { host, date, questions: questionsOn(hours, this.calendar.holidays, date, zone) };
  }
}
