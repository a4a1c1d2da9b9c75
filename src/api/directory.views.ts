import type { Feature, Point } from 'geojson';
import { isStale, nextOpening, type Offering, type OfferingStatus, type Office, type OfficeStatus } from '../directory/index.js';
import { type Holidays } from '../platform/index.js';

/** What the public may read of a status: not who reported it. Normal is a fact only at an office whose state is known. */
export function statusView({ reportedBy: _, confirmedBy: __, ...status }: OfferingStatus, office: Office | undefined, now: Date) {
  const confirmed = status.status === 'normal' ? (office?.confirmedOpen ?? true) : status.confirmedAt !== undefined;
  return { ...status, confirmed, stale: isStale(status, now) };
}

/** Without the contact, which is for hosts of a reroute. */
export function officeView({ contact: _, ...office }: Office) {
  return office;
}

export function officeStatusView({ offerings, ...status }: OfficeStatus, office: Office, now: Date) {
  return { ...status, offerings: offerings.map((offering) => statusView(offering, office, now)) };
}

export function offeringView({ office, ...offering }: Offering, holidays: Holidays, now: Date) {
  const next = nextOpening(offering.hours, holidays, now, office?.zone ?? 'Asia/Jakarta');
  return { ...offering, ...(office ? { office: officeView(office) } : {}), nextOpening: next };
}

/** A point of a map: where it stands, how sure that is, and whether it serves. */
export function officeFeature(office: Office, { status, since, confirmed, stale, notBefore }: OfficeStatus): Feature<Point> {
  const { id, name, address, regionCode, coordinateIs, isSample, sampleFields, source, confirmedOpen } = office;
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [office.lng, office.lat] },
    properties: {
      name,
      address,
      regionCode,
      status,
      ...(since ? { since: since.toISOString() } : {}),
      confirmed,
      stale,
      confirmedOpen,
      ...(notBefore ? { notBefore } : {}),
      coordinateIs,
      isSample,
      sampleFields,
      ...(source ? { source } : {}),
    },
  };
}
