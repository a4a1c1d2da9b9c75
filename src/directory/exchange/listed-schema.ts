import { z } from 'zod';
import { daySpans } from '../hours-input.js';
import { ID } from '../ids.js';
import { standardInput } from '../standards/standard-input.js';
import { accessFeatures, weekdays } from '../types.js';
import type { Kind } from './types.js';

/** Messages that are the name of a problem, with words of their own. */
const id = z.string().regex(ID, 'not-an-id');
const text = z.string().min(1, 'empty').max(4000, 'too-long');
const words = z.object({ id: text, en: text });
const certainty = z.enum(['V', 'V2', 'C', 'K', 'U']);
const names = z.array(text);

const provenance = {
  source: text.optional(),
  certainty: certainty.optional(),
  isSample: z.boolean(),
  sampleFields: names,
  note: words.optional(),
};
const told = ({ source, isSample }: { source?: string; isSample: boolean }) => isSample !== (source !== undefined);
const untold = { path: ['source'], message: 'no-source' };

const opening = {
  always: z.boolean(),
  weekly: z.partialRecord(z.enum(weekdays), daySpans),
  closedOn: z.array(z.enum(['national', 'joint-leave'])),
};
const hours = z.object({
  ...opening,
  specialDays: z.record(z.iso.date('not-a-day'), z.object({ spans: daySpans, reason: words.optional() })).optional(),
});

const requirement = z
  .object({ code: text, texts: words, text, source: text.optional(), isSample: z.boolean() })
  .refine(told, untold);

const eligibility = z.object({
  code: z.enum(['annual-only', 'not-company', 'not-public-transport', 'not-blocked', 'late-at-most']),
  days: z.number().int().positive().optional(),
  texts: words,
  text,
  source: text,
  certainty,
});

const fee = z.object({
  texts: words,
  text,
  items: z.array(z.object({ texts: words, text, amount: z.number().int().min(0) })),
  source: text,
  certainty,
});

const emergency = z.object({
  hours: hours.optional(),
  adds: z.array(requirement),
  drops: names,
  limits: z.array(words),
  capacityPerDay: z.number().int().positive().optional(),
});

/** The name of an office stands on every page, in messages and on posters: one that is made up says so in it. */
const SAMPLE_NAME = /\(contoh\)/;

/** What a whole record of each kind is, whatever file it came from. */
export const listedSchemas: Record<Kind, z.ZodType> = {
  agency: z
    .object({
      id,
      names: words,
      smsCode: z
        .string()
        .regex(/^[A-Z0-9]{2,20}$/, 'not-an-sms-code')
        .optional(),
      ...provenance,
    })
    .refine(told, untold),
  service: z
    .object({
      id,
      agencyId: id,
      names: words,
      description: words,
      needsInspection: z.boolean(),
      standard: standardInput.optional(),
      terms: names,
      ...provenance,
    })
    .refine(told, untold),
  office: z
    .object({
      id,
      agencyId: id,
      name: text,
      address: text,
      regionCode: text,
      lat: z.number(),
      lng: z.number(),
      coordinateIs: z.enum(['surveyed', 'kecamatan-centroid']),
      contact: z.object({ role: text, email: z.email('not-an-email').optional(), phone: text.optional() }).optional(),
      parts: z.array(z.object({ id, name: text, names: words })),
      accessibility: z.partialRecord(z.enum(accessFeatures), z.boolean()).optional(),
      confirmedOpen: z.boolean(),
      terms: names,
      ...provenance,
    })
    .refine(told, untold)
    .refine(({ isSample, name }) => !isSample || SAMPLE_NAME.test(name), { path: ['name'], message: 'sample-unnamed' }),
  channel: z
    .object({
      id,
      kind: z.enum(['counter', 'online', 'outreach', 'phone']),
      name: text,
      officeId: id.optional(),
      url: z.url('not-an-address').optional(),
    })
    .refine(({ kind, officeId }) => kind !== 'counter' || officeId !== undefined, {
      path: ['officeId'],
      message: 'counter-without-office',
    }),
  offering: z
    .object({
      id,
      serviceId: id,
      channelId: id,
      capacityPerDay: z.number().int().positive('not-a-count').optional(),
      capacityConfirmed: z.boolean(),
      hours,
      requirements: z.array(requirement),
      needsParts: names,
      eligibility: z.array(eligibility),
      fee: fee.optional(),
      emergency: emergency.optional(),
      catchment: names,
      ...provenance,
    })
    .refine(told, untold),
};
