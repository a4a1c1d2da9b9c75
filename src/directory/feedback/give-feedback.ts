import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { civilDate, Events } from '../../platform/index.js';
import { OfficeStore } from '../office-store.js';
import { FeedbackGiven } from './events.js';
import { Feedback } from './feedback.js';
import { FeedbackStore } from './feedback-store.js';
import { type FeedbackDay, feedbackKinds } from './types.js';

const input = z.object({
  officeId: z.string().min(1),
  serviceId: z.string().min(1),
  kind: z.enum(feedbackKinds),
  /** The form's own id: the same form is counted once. */
  key: z.uuid(),
});
type Command = z.infer<typeof input>;

/**
 * Counts a citizen who says that she was served, or turned away, at an office today. Nothing of her is kept. Throws
 * `directory.no-such-office` and `directory.no-such-service`. Returns what that office has heard today.
 */
@Injectable()
export class GiveFeedback extends Change<Command, FeedbackDay> {
  readonly name = 'directory.give-feedback';
  readonly permission = 'feedback:give';
  readonly input = input;

  constructor(
    private readonly offices: OfficeStore,
    private readonly store: FeedbackStore,
    private readonly feedback: Feedback,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ officeId, serviceId, kind, key }: Command, _by: Actor, now: Date): Promise<Changed<FeedbackDay>> {
    const [{ zone }] = await Promise.all([this.offices.office(officeId), this.offices.service(serviceId)]);
    const date = civilDate(now, zone);
    const isFirst = await this.store.isFirst(key, date);
    if (isFirst) {
      await this.store.add(officeId, serviceId, date, kind, now);
      await this.events.emit(FeedbackGiven, { officeId, serviceId, date, kind });
    }
    const result = await this.feedback.of(officeId, date);
    return {
      result,
      subject: { type: 'office', id: officeId },
      detail: { service: serviceId, date, kind, ...(isFirst ? {} : { repeated: true }) },
    };
  }
}
