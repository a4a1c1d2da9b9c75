import { z } from 'zod';

/** What somebody typed in their own words; an empty one is none. */
export const optionalWords = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .transform((text) => text || undefined)
    .optional();
