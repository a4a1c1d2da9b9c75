import { isStale, nextOpening, type Offering, type OfferingStatus, type Office, type OfficeStatus } from '../directory/index.js';
import { type Holidays } from '../platform/index.js';

/** What the public may read of a status: not who reported it. */
export function statusView({ reportedBy: _, confirmedBy: __, ...status }: OfferingStatus, now: Date) {
  return { ...status, confirmed: status.status === 'normal' || status.confirmedAt !== undefined, stale: isStale(status, now) };
}

/** Without the contact, which is for hosts of a reroute. */
export function officeView({ contact: _, ...office }: Office) {
  return office;
}

export function officeStatusView({ offerings, ...status }: OfficeStatus, now: Date) {
  return { ...status, offerings: offerings.map((offering) => statusView(offering, now)) };
}

export function offeringView({ office, ...offering }: Offering, holidays: Holidays, now: Date) {
  const next = nextOpening(offering.hours, holidays, now, office?.zone ?? 'Asia/Jakarta');
  return { ...offering, ...(office ? { office: officeView(office) } : {}), nextOpening: next };
}
