import type { JsonObject, Listed } from '../types.js';
import { factsAttribute } from './facts-attribute.js';
import { hsdsId } from './hsds-id.js';
import { schedulesOf } from './schedules.js';

type Names = { id: string; en: string };

/** An agency as an HSDS 3.0 organization. */
export function organizationOf({ names, name: _, ...facts }: Listed): JsonObject {
  const id = hsdsId('agency', facts.id);
  const { id: name, en } = names as Names;
  return { id, name, alternate_name: en, description: name, attributes: [factsAttribute('organization', id, facts)] };
}

/** A service as an HSDS 3.0 service. */
export function serviceOf({ names, name: _, description, ...facts }: Listed): JsonObject {
  const id = hsdsId('service', facts.id);
  const { id: name, en } = names as Names;
  const { id: text, en: inEnglish } = description as Names;
  return {
    id,
    organization_id: hsdsId('agency', String(facts.agencyId)),
    name,
    alternate_name: en,
    description: text,
    status: 'active',
    attributes: [factsAttribute('service', id, { ...facts, descriptionInEnglish: inEnglish })],
  };
}

/** An office as an HSDS 3.0 location. `region` is the label of its region; `channels` are those it has. */
export function locationOf(office: Listed, region: string, channels: Listed[]): JsonObject {
  const { name, address, regionCode, lat, lng, zone: _, phone, accessibility, ...facts } = office;
  const id = hsdsId('office', office.id);
  const [kecamatan = '', kabkota = '', province = ''] = region.split(', ');
  return {
    id,
    location_type: 'physical',
    organization_id: hsdsId('agency', String(facts.agencyId)),
    name: name ?? '',
    latitude: lat ?? null,
    longitude: lng ?? null,
    external_identifier: regionCode ?? '',
    external_identifier_type: KEMENDAGRI,
    addresses: [
      {
        id: hsdsId('part', `address.${office.id}`),
        address_1: address ?? '',
        city: kabkota,
        region: kecamatan,
        state_province: province,
        postal_code: '',
        country: 'ID',
        address_type: 'physical',
      },
    ],
    ...(phone === undefined ? {} : { phones: [{ id: hsdsId('part', `phone.${office.id}`), number: phone }] }),
    accessibility: Object.entries((accessibility ?? {}) as Record<string, boolean>).map(([feature, isThere]) => ({
      id: hsdsId('part', `access.${office.id}.${feature}`),
      description: feature,
      details: isThere ? 'yes' : 'no',
    })),
    attributes: [factsAttribute('location', id, { ...facts, ...(accessibility ? { accessibility: {} } : {}), channels })],
  };
}

/** What HSDS calls the code of a region. */
export const KEMENDAGRI = 'kemendagri';

/** A channel without an office as an HSDS 3.0 location. */
export function virtualLocationOf({ name, url, ...facts }: Listed): JsonObject {
  const id = hsdsId('channel', facts.id);
  return {
    id,
    location_type: 'virtual',
    name: name ?? '',
    ...(url === undefined ? {} : { url }),
    attributes: [factsAttribute('location', id, facts)],
  };
}

/** An offering as an HSDS 3.0 service at a location; `officeId` is that of its channel. */
export function serviceAtLocationOf({ hours, ...facts }: Listed, officeId: string | undefined): JsonObject {
  const id = hsdsId('offering', facts.id);
  const { weekly, ...opening } = hours as JsonObject;
  const shut = Object.entries((weekly ?? {}) as JsonObject).flatMap(([day, spans]) =>
    (spans as unknown[]).length === 0 ? [day] : [],
  );
  return {
    id,
    service_id: hsdsId('service', String(facts.serviceId)),
    location_id: officeId === undefined ? hsdsId('channel', String(facts.channelId)) : hsdsId('office', officeId),
    schedules: schedulesOf(facts.id, (weekly ?? {}) as JsonObject),
    attributes: [factsAttribute('service_at_location', id, { ...facts, hours: opening, ...(shut.length > 0 ? { shut } : {}) })],
  };
}
