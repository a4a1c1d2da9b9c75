import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { FeedbackStore } from './feedback-store.js';
import type { FeedbackDay } from './types.js';

/** The questions about what citizens said after they had been somewhere. */
@Injectable()
export class Feedback {
  constructor(
    private readonly store: FeedbackStore,
    private readonly clock: Clock,
  ) {}

  /** One office on one civil date; both figures are 0 where nobody pressed. */
  async of(officeId: string, date: string): Promise<FeedbackDay> {
    const [day] = await this.store.between([officeId], date, date);
    return day ?? { officeId, date, served: 0, turnedAway: 0 };
  }

  /** The day that it is at each office; those of which nobody said anything yet are not in it. */
  async today(officeIds: string[], at: Date = this.clock.now()): Promise<Map<string, FeedbackDay>> {
    const days = officeIds.length > 0 ? await this.store.today(officeIds, at) : [];
    return new Map(days.map((day) => [day.officeId, day]));
  }

  /** One for each office and day on which somebody pressed, both dates included. */
  days(officeIds: string[], from: string, to: string): Promise<FeedbackDay[]> {
    return this.store.between(officeIds, from, to);
  }
}
