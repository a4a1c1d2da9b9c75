import { z } from 'zod';
import { openingHours } from '../hours-input.js';
import { ID } from '../ids.js';
import { standardInput } from '../standards/standard-input.js';
import { accessFeatures } from '../types.js';
import { visitInput } from '../visits/visit-input.js';

const id = z.string().regex(ID, 'use small letters, digits and hyphens');
const words = z.object({ id: z.string().min(1), en: z.string().min(1) });
const certainty = z.enum(['V', 'V2', 'C', 'K', 'U']);
const regionCode = z.string().min(2);
const names = z.array(z.string()).default([]);

/** Nothing guessed looks like fact: an entry names its source, or says that it is a sample. */
const provenance = {
  source: z.string().optional(),
  certainty: certainty.optional(),
  isSample: z.boolean().default(false),
  sampleFields: names,
  note: words.optional(),
};
const told = (entry: { source?: string; isSample: boolean }) => entry.isSample !== (entry.source !== undefined);
const untold = { path: ['source'], message: 'name a source, or say isSample: true' };

const requirement = z
  .object({ texts: words, source: z.string().optional(), isSample: z.boolean().default(false) })
  .refine(told, untold);

const eligibility = z.object({
  code: z.enum(['annual-only', 'not-company', 'not-public-transport', 'not-blocked', 'late-at-most']),
  days: z.number().int().positive().optional(),
  texts: words,
  source: z.string(),
  certainty,
});

const fee = z.object({
  texts: words,
  items: z.array(z.object({ texts: words, amount: z.number().int().min(0) })),
  source: z.string(),
  certainty,
});

const agency = z
  .object({ id, names: words, smsCode: z.string().optional(), regionCode: regionCode.optional(), ...provenance })
  .refine(told, untold);

const service = z
  .object({
    id,
    agencyId: id,
    names: words,
    description: words,
    needsInspection: z.boolean(),
    standard: standardInput.optional(),
    aliases: names,
    ...provenance,
  })
  .refine(told, untold);

const contact = z.object({ role: z.string().min(1), email: z.string().optional(), phone: z.string().optional() });

const office = z
  .object({
    id,
    agencyId: id,
    name: z.string().min(1),
    address: z.string().min(1),
    regionCode,
    lat: z.number().optional(),
    lng: z.number().optional(),
    coordinateIs: z.enum(['surveyed', 'kecamatan-centroid']),
    phone: z.string().optional(),
    contact: contact.optional(),
    parts: names,
    accessibility: z.partialRecord(z.enum(accessFeatures), z.boolean()).default({}),
    confirmedOpen: z.boolean(),
    opensOn: z.iso.date().optional(),
    aliases: names,
    ...provenance,
  })
  .refine(told, untold)
  .refine((o) => o.coordinateIs !== 'surveyed' || (o.lat !== undefined && o.lng !== undefined), {
    path: ['lat'],
    message: 'a surveyed office has lat and lng',
  });

const channel = z.object({
  id,
  kind: z.enum(['counter', 'online', 'outreach', 'phone']),
  name: z.string().min(1),
  officeId: id.optional(),
  url: z.url().optional(),
  phone: z.string().optional(),
});

/** Requirements and hours are named by their keys. */
const emergency = z.object({
  hours: z.string().optional(),
  adds: names,
  drops: names,
  limits: z.array(words).default([]),
  capacityPerDay: z.number().int().positive().optional(),
});

const offering = z
  .object({
    id,
    serviceId: id,
    channelId: id,
    capacityPerDay: z.number().int().positive().optional(),
    hours: z.string(),
    hoursSource: z.string().optional(),
    requirements: names,
    needsParts: names,
    eligibility: names,
    fee: z.string().optional(),
    visits: z.array(visitInput).default([]),
    emergency: emergency.optional(),
    catchment: z.array(regionCode),
    ...provenance,
  })
  .refine(told, untold);

const shelf = <T extends z.ZodType>(entry: T) => z.record(z.string(), entry);

/** The shape of `data/directory/*.json`. What several entries share stands once, in a shelf, and is named by its key. */
export const dataset = z.object({
  id,
  about: z.string(),
  sources: shelf(z.string()),
  requirements: shelf(requirement),
  eligibility: shelf(eligibility),
  fees: shelf(fee),
  hours: shelf(openingHours),
  parts: shelf(words),
  agencies: z.array(agency),
  services: z.array(service),
  offices: z.array(office),
  channels: z.array(channel),
  offerings: z.array(offering),
});

export type Dataset = z.infer<typeof dataset>;
