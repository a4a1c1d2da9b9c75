import { z } from 'zod';

const id = z.string().trim().min(1).max(200);
const MOST = 500;

/** What an operator may ask of a plan; see `PlanOptions`. What is left out is none. */
export const planOptionsInput = z.object({
  pins: z
    .array(z.object({ serviceId: id, regionCode: id, offeringId: id }))
    .max(MOST)
    .default([]),
  bans: z
    .array(
      z
        .object({ offeringId: id.optional(), officeId: id.optional() })
        .refine(({ offeringId, officeId }) => (offeringId === undefined) !== (officeId === undefined), {
          path: ['officeId'],
          message: 'name an offering or an office',
        }),
    )
    .max(MOST)
    .default([]),
  extensions: z
    .array(z.object({ offeringId: id, hours: z.coerce.number().positive().max(12) }))
    .max(MOST)
    .default([]),
  visits: z
    .array(
      z
        .object({
          offeringId: id,
          regionCode: id,
          place: z.string().trim().min(3).max(200),
          begins: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'as in 2025-09-03T08:00'),
          ends: z.string().regex(/^\d{2}:\d{2}$/, 'as in 12:00'),
          quota: z.coerce.number().int().min(1).max(10_000),
        })
        .refine(({ begins, ends }) => ends > begins.slice(11), { path: ['ends'], message: 'not after the beginning' }),
    )
    .max(MOST)
    .default([]),
});
