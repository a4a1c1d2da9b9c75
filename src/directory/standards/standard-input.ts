import { z } from 'zod';
import { ALL_COMPONENTS } from './standard-score.js';

const words = z.object({ id: z.string().trim().min(1).max(4000), en: z.string().trim().min(1).max(4000) });

export const standardComponent = z.enum(ALL_COMPONENTS as [(typeof ALL_COMPONENTS)[number]]);

/** Nothing guessed looks like fact: an entry names its source, or says that it is a sample. */
export const standardEntry = z
  .object({
    texts: words,
    source: z.string().trim().min(1).max(500).optional(),
    certainty: z.enum(['V', 'V2', 'C', 'K', 'U']).optional(),
    isSample: z.boolean().default(false),
  })
  .refine(({ source, isSample }) => isSample !== (source !== undefined), {
    path: ['source'],
    message: 'name a source, or say isSample: true',
  });

export const standardInput = z.partialRecord(standardComponent, standardEntry);
