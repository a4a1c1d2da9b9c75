import { Injectable } from '@nestjs/common';
import { Directory, serviceDays } from '../../directory/index.js';
import { Calendar } from '../../platform/index.js';
import { PaperStore } from './paper-store.js';
import { daysOf } from './rules.js';
import type { PaperDay } from './types.js';

/** What was done on paper and has yet to be entered, by office and day. */
@Injectable()
export class PaperWork {
  constructor(
    private readonly directory: Directory,
    private readonly calendar: Calendar,
    private readonly paper: PaperStore,
  ) {}

  /** Offices with forms, the one with the most that are missing first. */
  offices() {
    return this.paper.offices();
  }

  /** What is registered for an office between two civil dates, both included, and the opening days for which nothing is. */
  async days(officeId: string, first: string, last: string): Promise<PaperDay[]> {
    const offerings = await this.directory.offeringsAt(officeId);
    const expected = offerings.map(
      ({ serviceId, hours }) => [serviceId, serviceDays(hours, this.calendar.holidays, first, last)] as const,
    );
    return daysOf(new Map(expected), await this.paper.ofOffice(officeId, first, last));
  }
}
