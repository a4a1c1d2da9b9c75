import { z } from 'zod';
import { ID } from '../ids.js';
import { visitRule } from './visit-rule.js';

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'not a time such as 12:00');

/** The local day and time at which a visit begins. */
const beginning = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'not a day and time such as 2025-09-01T08:00')
  .refine((value) => z.iso.date().safeParse(value.slice(0, 10)).success, 'there is no such day');

/** What a visit is, without the offering it belongs to; a place without a coordinate stands at the centroid of its region. */
export const visitFields = z.object({
  place: z.string().trim().min(1).max(200),
  regionCode: z.string().min(2),
  lat: z.number().min(-90).max(90).optional(),
  lng: z.number().min(-180).max(180).optional(),
  begins: beginning,
  ends: localTime,
  rrule: z.string().trim().max(200).optional(),
  except: z.array(z.iso.date()).max(400).default([]),
  closedOn: z.array(z.enum(['national', 'joint-leave'])).default(['national', 'joint-leave']),
  quota: z.number().int().min(1, 'at least 1').max(10_000).optional(),
  /** The region it stands in, when left out. */
  serves: z.array(z.string().min(2)).min(1).max(500).optional(),
  source: z.string().trim().min(1).max(500).optional(),
  isSample: z.boolean().default(false),
});

type Fields = z.infer<typeof visitFields>;

/** Holds for the fields together: adds an issue where it does not. */
export function checkVisit(visit: Fields, context: z.RefinementCtx): void {
  const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (visit.ends <= visit.begins.slice(11)) issue('ends', 'not after the beginning');
  if ((visit.lat === undefined) !== (visit.lng === undefined)) issue('lat', 'give lat and lng together');
  if (visit.rrule === undefined) return;
  const rule = visitRule(visit.begins, visit.rrule);
  if ('problem' in rule) issue('rrule', rule.problem);
}

/** A visit as a file gives it. */
export const visitInput = visitFields.extend({ id: z.string().regex(ID) }).superRefine(checkVisit);

export type VisitEntry = z.infer<typeof visitInput>;
