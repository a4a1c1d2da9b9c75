import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { civilDate } from '../../platform/index.js';
import { errors } from '../errors.js';
import { daySpans } from '../hours-input.js';
import { AmendmentStore } from './amendment-store.js';
import { OfferNews } from './offer-news.js';
import { isOneScope, NOT_ONE_SCOPE, scopeFields, scopeOf } from './scope.js';
import { ScopeCheck } from './scope-check.js';

const reason = z.string().trim().min(3).max(300);

const input = z
  .object({
    ...scopeFields,
    date: z.iso.date(),
    /** Null: the day is like its weekday again. Empty: it is shut. */
    spans: daySpans.nullable(),
    /** What citizens read; needed where there are spans or none. */
    reason: z.object({ id: reason, en: reason }).optional(),
  })
  .refine(isOneScope, NOT_ONE_SCOPE)
  .refine(({ spans, reason: why }) => spans === null || why !== undefined, { path: ['reason'], message: 'say why' });

type Command = z.infer<typeof input>;

/**
 * Lets one day differ for an offering, an office or all offices of a region: other hours or shut, with the reason that citizens
 * read. Throws `directory.day-over` and the errors of what is not there.
 */
@Injectable()
export class SetSpecialDay extends Change<Command, { offeringIds: string[] }> {
  readonly name = 'directory.set-special-day';
  readonly permission = 'directory:amend';
  readonly input = input;

  constructor(
    private readonly amendments: AmendmentStore,
    private readonly scopes: ScopeCheck,
    private readonly news: OfferNews,
  ) {
    super();
  }

  protected async perform(command: Command, _by: Actor, now: Date): Promise<Changed<{ offeringIds: string[] }>> {
    const { date, spans, reason: why } = command;
    if (date < civilDate(now)) throw errors.dayOver({ date, fields: [{ field: 'date', message: 'is over' }] });
    const scope = scopeOf(command);
    await this.scopes.mustExist(scope);
    const day = spans && { spans, reason: why };
    const offeringIds = await this.amendments.setSpecialDay(scope, date, day);
    await this.news.tell(offeringIds);
    const [[type, id] = ['', '']] = Object.entries(scope);
    return {
      result: { offeringIds },
      subject: { type: type.replace(/Id|Code/, ''), id },
      detail: { date, spans, offerings: offeringIds.length },
    };
  }
}
