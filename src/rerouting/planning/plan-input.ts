import { z } from 'zod';

const id = z.string().trim().min(1).max(200);
const MOST = 500;
/** Wider than any kabupaten is long; more is a slip of the hand. */
const MOST_KM = 100;

/** What an operator may ask of a plan; see `PlanOptions`. What is left out is none; a name it does not know is refused. */
export const planOptionsInput = z.strictObject({
  pins: z
    .array(z.strictObject({ serviceId: id, regionCode: id, offeringId: id }))
    .max(MOST)
    .default([]),
  bans: z
    .array(
      z
        .strictObject({ offeringId: id.optional(), officeId: id.optional() })
        .refine(({ offeringId, officeId }) => (offeringId === undefined) !== (officeId === undefined), {
          path: ['officeId'],
          message: 'name an offering or an office',
        }),
    )
    .max(MOST)
    .default([]),
  extensions: z
    .array(z.strictObject({ offeringId: id, hours: z.coerce.number().positive().max(12) }))
    .max(MOST)
    .default([]),
  visits: z
    .array(
      z
        .strictObject({
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
  hazard: z.strictObject({ km: z.coerce.number().positive().max(MOST_KM), source: z.string().trim().min(3).max(300) }).optional(),
});
