import { EMPTY } from '../derive.js';
import { overlay } from '../overlay.js';
import type { JsonObject, Kind, Listed } from '../types.js';
import { factsIn } from './facts-attribute.js';
import { ourId } from './hsds-id.js';
import { weeklyOf } from './schedules.js';
import { KEMENDAGRI } from './to-hsds.js';

type Reader = (thing: JsonObject, facts: JsonObject | undefined, source: string) => Found[];
type Found = [Kind, JsonObject];

/** The lists of a document, in the order in which their things refer to each other. */
export const READERS: Record<string, Reader> = {
  organizations: (thing, facts, source) => [
    ['agency', { ...told(facts, source), ...facts, id: idOf('agency', thing, facts), names: namesOf(thing) }],
  ],
  services: (thing, facts, source) => {
    const { descriptionInEnglish, ...rest } = facts ?? {};
    const text = thing.description ?? null;
    const listed = {
      needsInspection: false,
      ...told(facts, source),
      ...rest,
      id: idOf('service', thing, facts),
      agencyId: ourId('agency', rest.agencyId, organizationId(thing)),
      names: namesOf(thing),
      description: { id: text, en: descriptionInEnglish ?? text },
    };
    return [['service', listed]];
  },
  locations: (thing, facts, source) =>
    thing.location_type === 'virtual' ? virtual(thing, facts) : physical(thing, facts, source),
  service_at_locations: (thing, facts, source) => {
    const { shut, hours, ...rest } = facts ?? {};
    const closed = Object.fromEntries(((shut ?? []) as string[]).map((day) => [day, []]));
    const listed = {
      capacityConfirmed: false,
      ...told(facts, source),
      ...rest,
      id: idOf('offering', thing, facts),
      serviceId: ourId('service', rest.serviceId, idOrNested(thing, 'service')),
      channelId: String(rest.channelId ?? idOrNested(thing, 'location') ?? ''),
      hours: {
        always: false,
        closedOn: [],
        ...(hours as JsonObject | undefined),
        weekly: { ...closed, ...weeklyOf(thing.schedules) },
      },
    };
    return [['offering', listed]];
  },
};

/** What one element of a document says: whole records. Throws a SyntaxError where its facts are cut. */
export function fromHsds(list: string, thing: JsonObject, source: string): { kind: Kind; listed: Listed }[] {
  const found = READERS[list]!(thing, factsIn(thing), source);
  return found.map(([kind, listed]) => ({ kind, listed: overlay({ ...EMPTY[kind] }, listed) as Listed }));
}

function virtual({ name = null, url = null, id = null }: JsonObject, facts: JsonObject | undefined): Found[] {
  return [['channel', { kind: 'online', ...facts, id: ourId('channel', facts?.id, id), name, url }]];
}

function physical(thing: JsonObject, facts: JsonObject | undefined, source: string): Found[] {
  const { channels, ...rest } = facts ?? {};
  const [address] = (thing.addresses ?? []) as JsonObject[];
  const [phone] = (thing.phones ?? []) as JsonObject[];
  const id = idOf('office', thing, facts);
  const office = {
    coordinateIs: 'surveyed',
    confirmedOpen: false,
    ...told(facts, source),
    ...rest,
    id,
    agencyId: ourId('agency', rest.agencyId, organizationId(thing)),
    name: thing.name ?? null,
    address: address?.address_1 ?? null,
    regionCode: thing.external_identifier_type === KEMENDAGRI ? (thing.external_identifier ?? null) : null,
    lat: thing.latitude ?? null,
    lng: thing.longitude ?? null,
    phone: phone?.number ?? null,
    ...accessOf(thing, rest),
  };
  const own = (channels as JsonObject[] | undefined) ?? [{ id, kind: 'counter', name: thing.name ?? null, officeId: id }];
  return [['office', office], ...own.map((channel): Found => ['channel', channel])];
}

function accessOf({ accessibility }: JsonObject, { accessibility: known }: JsonObject): JsonObject {
  const features = ((accessibility ?? []) as JsonObject[]).map(({ description = '', details }) => [
    description,
    details === 'yes',
  ]);
  return features.length > 0 || known ? { accessibility: Object.fromEntries(features) } : {};
}

/** A document of another system is its own source. */
function told(facts: JsonObject | undefined, source: string): JsonObject {
  return facts ? {} : { source, isSample: false };
}

function namesOf({ name = null, alternate_name: other }: JsonObject): JsonObject {
  return { id: name, en: other ?? name };
}

const idOf = (kind: 'agency' | 'service' | 'office' | 'offering', { id = null }: JsonObject, facts: JsonObject | undefined) =>
  ourId(kind, facts?.id, id);
const organizationId = (thing: JsonObject) => idOrNested(thing, 'organization');
const idOrNested = (thing: JsonObject, key: string) => thing[`${key}_id`] ?? (thing[key] as JsonObject | undefined)?.id;
