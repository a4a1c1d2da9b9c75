import { z } from 'zod';
import type { Span } from './types.js';

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
