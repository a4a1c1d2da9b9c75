import { isStale } from '../../status-rules.js';
import type { Agency, Offering, OfferingStatus, Region, Service } from '../../types.js';
import type { JsonObject, Listed } from '../types.js';
import { hsdsId } from './hsds-id.js';
import { termAttribute } from './taxonomies.js';
import { locationOf, organizationOf, serviceAtLocationOf, serviceOf, virtualLocationOf } from './to-hsds.js';

/** An offering with what stands around it. */
export interface Given {
  offering: Offering;
  status: OfferingStatus;
  region?: Region;
}

export const organizationView = (agency: Agency): JsonObject => organizationOf(plain(agency));

/** One-to-one fields: its organization stands in it. */
export function serviceView(service: Service, agency: Agency): JsonObject {
  return { ...serviceOf(plain(service)), organization: organizationView(agency) };
}

/** With all that hangs on it. `alert` names where it is not given as usual. */
export function fullServiceView(service: Service, agency: Agency, given: Given[], now: Date): JsonObject {
  const id = hsdsId('service', service.id);
  const unusual = given.filter(({ status }) => status.status !== 'normal');
  return {
    ...serviceView(service, agency),
    status: given.length > 0 && given.every(({ status }) => status.status === 'suspended') ? 'temporarily closed' : 'active',
    ...(unusual.length > 0 ? { alert: unusual.map((one) => alertOf(one, now)).join(' ') } : {}),
    service_at_locations: given.map((one) => atLocationView(one, now)),
    required_documents: documentsOf(given, id),
    cost_options: costsOf(given, id),
    service_areas: areasOf(given, id),
  };
}

/** A service at a location, with the location in it. */
export function atLocationView({ offering, status, region }: Given, now: Date): JsonObject {
  const { office, channel, visits: _, ...facts } = offering;
  const id = hsdsId('offering', offering.id);
  const view = serviceAtLocationOf(plain({ ...facts, channelId: channel.id }), office?.id);
  const location = office
    ? locationOf(plain({ ...office, contact: undefined }), region?.label ?? '', [])
    : virtualLocationOf(plain(channel));
  return {
    ...view,
    description: `${channel.name}: ${wordsOf(status, now)}`,
    location,
    attributes: [
      ...(view.attributes as JsonObject[]),
      termAttribute('channel', channel.kind, id),
      termAttribute('status', status.status, id),
    ],
  };
}

function alertOf({ offering, status }: Given, now: Date): string {
  return `${offering.channel.name}: ${wordsOf(status, now)}.`;
}

function wordsOf(status: OfferingStatus, now: Date): string {
  if (status.status === 'normal') return 'normal';
  const doubt = status.confirmedAt ? (isStale(status, now) ? ', not confirmed again for a day' : '') : ', not yet confirmed';
  return `${status.status} since ${status.since.toISOString()}${doubt}`;
}

/** HSDS keeps documents by service: those of all its counters, each once. */
function documentsOf(given: Given[], serviceId: string): JsonObject[] {
  const all = given.flatMap(({ offering }) => offering.requirements);
  return [...new Map(all.map(({ code, text }) => [code, text]))].map(([code, document]) => ({
    id: hsdsId('part', `document.${serviceId}.${code}`),
    service_id: serviceId,
    document,
  }));
}

function costsOf(given: Given[], serviceId: string): JsonObject[] {
  const items = given.flatMap(({ offering }) => offering.fee?.items ?? []);
  return [...new Map(items.map(({ text, amount }) => [text, amount]))].map(([option, amount]) => ({
    id: hsdsId('part', `cost.${serviceId}.${option}`),
    service_id: serviceId,
    option,
    currency: 'IDR',
    amount,
  }));
}

function areasOf(given: Given[], serviceId: string): JsonObject[] {
  const codes = new Set(given.flatMap(({ offering }) => offering.catchment));
  return [...codes].sort().map((code) => ({
    id: hsdsId('part', `area.${serviceId}.${code}`),
    service_id: serviceId,
    name: code,
    extent: code,
    extent_type: 'kemendagri',
  }));
}

/** A record as JSON holds it: what is undefined is absent. */
function plain(record: object): Listed {
  return JSON.parse(JSON.stringify(record)) as Listed;
}
