import { z } from 'zod';

/** A moment: a Date, or its ISO 8601 text with an offset (`2025-08-30T21:30:00+07:00`). */
export const moment = z.union([
  z.date(),
  z.iso
    .datetime({ offset: true, error: 'must be a time with its offset, such as 2025-08-30T21:30:00+07:00' })
    .transform((text) => new Date(text)),
]);

/** What somebody typed in their own words; an empty one is none. */
export const words = (longest: number) => z.string().trim().max(longest);
export const optionalWords = (longest: number) =>
  words(longest)
    .transform((text) => text || undefined)
    .optional();
