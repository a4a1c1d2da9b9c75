import { z } from 'zod';
import { type OpeningHours, type Span, weekdays } from './types.js';

const opens = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time such as 08:00');
const closes = z
  .string()
  .regex(/^([0-3]\d|4[0-7]):[0-5]\d$|^48:00$/, 'not a time such as 12:00; 26:00 is two o’clock of the next morning');

const span = z
  .object({ open: opens, close: closes })
  .refine(({ open, close }) => open < close, { path: ['close'], message: 'not after the opening' })
  .refine(({ open, close }) => minutes(close) - minutes(open) <= 24 * 60, {
    path: ['close'],
    message: 'more than a day after the opening',
  });

/** The openings of one day: each ends after it begins, and none begins before the one before it has ended. */
export const daySpans = z
  .array(span)
  .max(10)
  .superRefine((spans, context) => {
    const second = overlapping(spans);
    if (second !== undefined) context.addIssue({ code: 'custom', path: [second, 'open'], message: 'overlaps another opening' });
  });

/** Position of the first opening that begins before another that began earlier has ended. */
function overlapping(spans: Span[]): number | undefined {
  const inOrder = spans.map((each, index) => ({ ...each, index })).sort((a, b) => a.open.localeCompare(b.open));
  return inOrder.find(({ open }, place) => place > 0 && open < inOrder[place - 1]!.close)?.index;
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

const words = z.object({ id: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) });

export const specialDay = z.object({ spans: daySpans, reason: words.optional() });

/** Hours as a file or a person gives them. */
export const openingHours = z
  .object({
    always: z.boolean(),
    weekly: z.partialRecord(z.enum(weekdays), daySpans),
    closedOn: z.array(z.enum(['national', 'joint-leave'])),
    specialDays: z.record(z.iso.date(), specialDay).optional(),
  })
  .superRefine(({ weekly }, context) => {
    const day = weekdays.find((each, index) => reaches(weekly[each], weekly[weekdays[(index + 1) % weekdays.length]!]));
    if (day) context.addIssue({ code: 'custom', path: ['weekly', day], message: 'overlaps the opening of the next day' });
  }) satisfies z.ZodType<OpeningHours>;

/** Whether a night goes on when the next day has begun to be open. */
function reaches(today: Span[] = [], tomorrow: Span[] = []): boolean {
  const end = Math.max(0, ...today.map(({ close }) => minutes(close))) - 24 * 60;
  return tomorrow.some(({ open }) => minutes(open) < end);
}
