import type { ChannelRecord, OfferingFacts } from '../offering-store.js';
import { zoneOf } from '../region-rules.js';
import type {
  Agency,
  EligibilityRule,
  EmergencyVariant,
  Fee,
  Office,
  OfficePart,
  Requirement,
  Service,
  ServiceStandard,
  Visit,
  Words,
} from '../types.js';
import { visitOf } from '../visits/visit-of.js';
import { type Hit, normalise } from '../words.js';
import type { Dataset } from './dataset.js';

export interface Resolved {
  agencies: Agency[];
  services: Service[];
  offices: Office[];
  channels: ChannelRecord[];
  offerings: { facts: OfferingFacts; channelId: string; catchment: string[]; visits: Visit[] }[];
  terms: { service: Hit[]; office: Hit[] };
}

/** A place in the file that names what is not there. */
export class DanglingName extends Error {
  constructor(
    readonly place: string,
    readonly missing: string,
  ) {
    super(`${missing} is not there`);
  }
}

type Centroids = Map<string, { lat: number; lng: number }>;

/** Puts what the entries name by key into them. `centroids` has each region the file names. Throws `DanglingName`. */
export function resolveDataset(data: Dataset, centroids: Centroids): Resolved {
  return {
    agencies: data.agencies.map((agency) => ({ ...agency, ...sourced(data, agency, agency.id), name: agency.names.id })),
    services: data.services.map(({ aliases: _, ...service }) => ({
      ...service,
      ...sourced(data, service, service.id),
      name: service.names.id,
      ...(service.standard ? { standard: resolveStandard(data, service.standard, `services.${service.id}.standard`) } : {}),
    })),
    offices: data.offices.map((office) => resolveOffice(data, office, centroids)),
    channels: data.channels,
    offerings: data.offerings.map((offering) => resolveOffering(data, offering, centroids)),
    terms: {
      service: data.services.flatMap((s) => termsOf(s.id, [s.names.id, s.names.en, ...s.aliases])),
      office: data.offices.flatMap((o) => termsOf(o.id, [o.name, ...o.aliases])),
    },
  };
}

function resolveOffice(data: Dataset, { aliases: _, ...office }: Dataset['offices'][number], centroids: Centroids): Office {
  const { lat, lng } = pick(centroids, office.regionCode, `offices.${office.id}.regionCode`);
  const parts = office.parts.map((id): OfficePart => named(id, shelf(data.parts, id, `offices.${office.id}.parts`)));
  return {
    ...office,
    ...sourced(data, office, office.id),
    lat: office.lat ?? lat,
    lng: office.lng ?? lng,
    zone: zoneOf(office.regionCode),
    parts,
  };
}

function resolveOffering(
  data: Dataset,
  entry: Dataset['offerings'][number],
  centroids: Centroids,
): Resolved['offerings'][number] {
  const { channelId, catchment, hoursSource: _, visits, ...offering } = entry;
  const place = `offerings.${entry.id}`;
  const channel = data.channels.find(({ id }) => id === channelId);
  if (!channel) throw new DanglingName(`${place}.channelId`, channelId);
  const parts = data.offices.find(({ id }) => id === channel.officeId)?.parts ?? [];
  const missing = offering.needsParts.find((part) => !parts.includes(part));
  if (missing !== undefined) throw new DanglingName(`${place}.needsParts`, missing);
  for (const code of catchment) pick(centroids, code, `${place}.catchment`);
  const facts = { ...offering, ...sourced(data, offering, entry.id), ...terms(data, entry, place) };
  return { facts, channelId, catchment, visits: visits.map((visit) => resolveVisit(data, visit, entry.id, centroids)) };
}

function resolveVisit(
  data: Dataset,
  entry: Dataset['offerings'][number]['visits'][number],
  offeringId: string,
  centroids: Centroids,
): Visit {
  const place = `visits.${entry.id}`;
  for (const code of entry.serves ?? []) pick(centroids, code, `${place}.serves`);
  const visit = visitOf(entry, offeringId, pick(centroids, entry.regionCode, `${place}.regionCode`));
  return { ...visit, ...sourced(data, entry, place) };
}

function terms(data: Dataset, entry: Dataset['offerings'][number], place: string) {
  const fee = entry.fee === undefined ? undefined : shelf(data.fees, entry.fee, `${place}.fee`);
  return {
    hours: shelf(data.hours, entry.hours, `${place}.hours`),
    capacityConfirmed: entry.capacityPerDay !== undefined && !entry.isSample && !entry.sampleFields.includes('capacityPerDay'),
    requirements: entry.requirements.map((code) => resolveRequirement(data, code, `${place}.requirements`)),
    emergency: entry.emergency && resolveEmergency(data, entry.emergency, `${place}.emergency`),
    eligibility: entry.eligibility.map((key): EligibilityRule => {
      const rule = shelf(data.eligibility, key, `${place}.eligibility`);
      return { ...rule, text: rule.texts.id, source: source(data, rule.source, `eligibility.${key}.source`) };
    }),
    ...(fee ? { fee: resolveFee(data, fee, entry.fee!) } : { fee: undefined }),
  };
}

function resolveRequirement(data: Dataset, code: string, place: string): Requirement {
  const requirement = shelf(data.requirements, code, place);
  return { code, ...requirement, text: requirement.texts.id, ...sourced(data, requirement, code) };
}

function resolveEmergency(
  data: Dataset,
  { hours, adds, ...rest }: NonNullable<Dataset['offerings'][number]['emergency']>,
  place: string,
): EmergencyVariant {
  for (const code of rest.drops) shelf(data.requirements, code, `${place}.drops`);
  return {
    ...rest,
    ...(hours === undefined ? {} : { hours: shelf(data.hours, hours, `${place}.hours`) }),
    adds: adds.map((code) => resolveRequirement(data, code, `${place}.adds`)),
  };
}

function resolveStandard(data: Dataset, standard: ServiceStandard, place: string): ServiceStandard {
  const entries = Object.entries(standard).map(([component, entry]) => [
    component,
    { ...entry, ...sourced(data, entry, `${place}.${component}`) },
  ]);
  return Object.fromEntries(entries);
}

function resolveFee(data: Dataset, fee: Dataset['fees'][string], key: string): Fee {
  const items = fee.items.map((item) => ({ ...item, text: item.texts.id }));
  return { ...fee, text: fee.texts.id, items, source: source(data, fee.source, `fees.${key}.source`) };
}

function named(id: string, names: Words): OfficePart {
  return { id, name: names.id, names };
}

function termsOf(refId: string, names: string[]): Hit[] {
  return [...new Set(names.map(normalise))].filter((term) => term !== '').map((term) => ({ term, refId }));
}

function sourced(data: Dataset, entry: { source?: string }, id: string): { source?: string } {
  return entry.source === undefined ? {} : { source: source(data, entry.source, `${id}.source`) };
}

function source(data: Dataset, key: string, place: string): string {
  return shelf(data.sources, key, place);
}

function shelf<T>(entries: Record<string, T>, key: string, place: string): T {
  const entry = entries[key];
  if (entry === undefined) throw new DanglingName(place, key);
  return entry;
}

function pick<T>(entries: Map<string, T>, key: string, place: string): T {
  const entry = entries.get(key);
  if (entry === undefined) throw new DanglingName(place, key);
  return entry;
}
