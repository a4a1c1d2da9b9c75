import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { DayReportStore } from './day-report-store.js';
import { figuresOf } from './rules.js';
import type { DayFigures, DayReport } from './types.js';

/** The questions about what offices said of their days. `at` answers what was known then. */
@Injectable()
export class DayReports {
  constructor(
    private readonly store: DayReportStore,
    private readonly clock: Clock,
  ) {}

  /** The reports of one office on one civil date, oldest first. */
  of(officeId: string, date: string, at: Date = this.clock.now()): Promise<DayReport[]> {
    return this.store.between([officeId], date, date, at);
  }

  /** One for each office and day with a report, from one civil date to another, both included. */
  async figures(officeIds: string[], from: string, to: string, at: Date = this.clock.now()): Promise<DayFigures[]> {
    return perDay(await this.store.between(officeIds, from, to, at));
  }

  /** The day that it is at each office; those that said nothing yet are not in it. */
  async today(officeIds: string[], at: Date = this.clock.now()): Promise<Map<string, DayFigures>> {
    const days = officeIds.length > 0 ? perDay(await this.store.today(officeIds, at)) : [];
    return new Map(days.map((day) => [day.officeId, day]));
  }
}

function perDay(reports: DayReport[]): DayFigures[] {
  const days = Map.groupBy(reports, ({ officeId, date }) => `${officeId} ${date}`);
  return [...days.values()].flatMap((day) => figuresOf(day) ?? []);
}
