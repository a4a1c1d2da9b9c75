import { zoneOf } from '../region-rules.js';
import { normalise } from '../words.js';
import type { Places } from './check-listed.js';
import type { JsonObject, Kind, Listed } from './types.js';

/** What a new thing has when its files do not speak of it. */
export const EMPTY: Record<Kind, JsonObject> = {
  agency: { sampleFields: [] },
  service: { sampleFields: [], terms: [] },
  office: { sampleFields: [], parts: [], accessibility: {}, terms: [] },
  channel: {},
  offering: { sampleFields: [], hours: { closedOn: [] }, requirements: [], eligibility: [], needsParts: [], catchment: [] },
};

/** What follows from the rest: the name in Indonesian, the words a search knows it by, its zone, the centroid as its place. */
export function derive(
  kind: Kind,
  { aliases, ...facts }: JsonObject,
  known: Listed | undefined,
  said: JsonObject,
  places: Places,
): JsonObject {
  if (kind === 'agency' || kind === 'service') facts.name = (facts.names as JsonObject | undefined)?.id ?? '';
  if (kind === 'service' || kind === 'office') facts.terms = termsOf(kind, facts, known, aliases as string[] | undefined);
  if (kind !== 'office') return facts;
  facts.zone = zoneOf(String(facts.regionCode));
  const region = places.region(String(facts.regionCode));
  const isCentroid = facts.coordinateIs === 'kecamatan-centroid' && said.lat === undefined;
  if (region && (facts.lat === undefined || facts.lng === undefined || isCentroid))
    Object.assign(facts, { lat: region.lat, lng: region.lng });
  return facts;
}

/** Sorted: its names, and its other names; those stay as they are where a file does not speak of them. */
function termsOf(kind: Kind, facts: JsonObject, known: Listed | undefined, aliases: string[] | undefined): string[] {
  const others = aliases ?? (known ? aliasesOf(kind, known) : []);
  const terms = [...ownNames(kind, facts), ...others].map(normalise);
  return [...new Set(terms)].filter((term) => term !== '').sort();
}

function ownNames(kind: Kind, { name, names }: JsonObject): string[] {
  return (kind === 'office' ? [name] : Object.values((names ?? {}) as JsonObject)).map((one) => String(one ?? ''));
}

/** The words a search knows it by, besides its names. */
export function aliasesOf(kind: Kind, listed: Listed): string[] {
  const own = new Set(ownNames(kind, listed).map(normalise));
  return ((listed.terms ?? []) as string[]).filter((term) => !own.has(term));
}
