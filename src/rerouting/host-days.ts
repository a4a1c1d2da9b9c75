import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Directory, emergencyOffering, nextOpening, type OpeningHours } from '../directory/index.js';
import { Calendar, civilDate, type Holidays } from '../platform/index.js';
import type { HostRequest } from './types.js';

/** On which days a host serves what it is asked for, as it is given in an emergency. */
@Injectable()
export class HostDays {
  constructor(
    private readonly directory: Directory,
    private readonly calendar: Calendar,
  ) {}

  /** The first civil date, not before `from`, on which the office opens for a service that it is asked for. */
  async firstFrom({ officeId, asked }: Pick<HostRequest, 'officeId' | 'asked'>, from: string): Promise<string> {
    const { zone } = await this.directory.office(officeId);
    const services = new Set(asked.map(({ serviceId }) => serviceId));
    const offerings = (await this.directory.offeringsAt(officeId)).filter(({ serviceId }) => services.has(serviceId));
    return firstServiceDay(
      offerings.map((offering) => emergencyOffering(offering).hours),
      this.calendar.holidays,
      from,
      zone,
    );
  }
}

/** The first civil date, not before `from`, on which any of them opens; `from` itself where none is known to open. */
export function firstServiceDay(hours: OpeningHours[], holidays: Holidays, from: string, zone: string): string {
  const midnight = DateTime.fromISO(from, { zone }).toJSDate();
  const days = hours
    .map((each) => nextOpening(each, holidays, midnight, zone))
    .flatMap((opening) => (opening ? [civilDate(opening.opensAt, zone)] : []));
  return days.sort()[0] ?? from;
}
