import type { Offering } from '../directory/index.js';
import type { Door, Obstacle } from './doors.js';
import { split } from './split.js';
import type { HostRequest } from './types.js';
import type { Used } from './used-room.js';

/**
 * Until a host says otherwise, or its day reports tell, half of a counter's capacity is taken to be used by its own people. An
 * assumption, shown as one.
 */
const GUEST_SHARE = 0.5;

/** How a day of the place compares with a day of those who come, and what an operator added. */
export interface Days {
  /** Days on which it opens for each on which the shut office did; at most 1. */
  ratio: number;
  /** Hours that it opens on one of its days; 0 where it has none or is always open. */
  hours: number;
  /** Hours that an operator wants it to open longer. */
  extraHours: number;
}

/**
 * The people a day an offering, as it is given in an emergency, can take beside its own: what the host granted, else its capacity
 * less what is used already. `isVariant`: that capacity was arranged for an emergency.
 */
export function grantedRoom(
  offering: Offering,
  request: HostRequest | undefined,
  days: Days,
  { own, promised, isVariant }: Used & { isVariant: boolean },
): Pick<Door, 'perDay' | 'assumed' | 'startOn' | 'basis'> {
  const longer = extension(offering, days);
  const added = longer > 0 ? { longer } : {};
  if (request?.state === 'accepted') {
    const perDay = granted(offering.serviceId, request);
    const from = request.isObserved ? ('observed' as const) : ('declared' as const);
    const room = { perDay: perDay === undefined ? undefined : perDay + longer, assumed: longer > 0, basis: { from, ...added } };
    return { ...room, startOn: request.startOn };
  }
  const { capacityPerDay: capacity, channel } = offering;
  if (channel.kind === 'online') return { assumed: false };
  if (capacity === undefined) return { assumed: true };
  const free = own ? Math.max(0, capacity - own.people) : capacity * GUEST_SHARE;
  const perDay = Math.max(0, Math.floor(free * days.ratio) - promised) + longer;
  const figures = { capacity, ...(isVariant ? { emergency: true } : {}), ...(promised > 0 ? { promised } : {}), ...added };
  return { perDay, assumed: true, basis: own ? { from: 'reported', ...figures, own } : { from: 'assumed', ...figures } };
}

/** Whoever comes in the hours added is a guest. */
function extension({ capacityPerDay }: Offering, { ratio, hours, extraHours }: Days): number {
  if (capacityPerDay === undefined || hours === 0) return 0;
  return Math.floor((capacityPerDay / hours) * extraHours * ratio);
}

/** A host grants one number for all its services; it is split as it was asked for. */
function granted(serviceId: string, request: HostRequest): number | undefined {
  const services = request.services ?? [];
  const index = services.indexOf(serviceId);
  if (request.perDay === undefined || index < 0) return undefined;
  const weights = services.map((service) => request.asked.find((asked) => asked.serviceId === service)?.perDay ?? 0);
  return split(request.perDay, weights)[index];
}

/** What an obstacle is seen from. `today` is the civil date at the office. */
export interface Circumstances {
  shut: boolean;
  banned: boolean;
  /** It opens on no day of the planning horizon. */
  neverOpens: boolean;
  today?: string;
  request?: HostRequest;
  onlyAccepted: boolean;
}

/** Why nobody can be sent there; undefined when people can. */
export function obstacleOf(
  { office, serviceId }: Offering,
  perDay: number | undefined,
  seen: Circumstances,
): Obstacle | undefined {
  if (seen.shut) return 'suspended';
  if (seen.banned) return 'banned';
  if (office && !office.confirmedOpen) return 'unconfirmed';
  if (seen.neverOpens || (office?.opensOn && seen.today && office.opensOn > seen.today)) return 'not-open';
  if (office && refusedBy(seen.request, serviceId, seen.onlyAccepted)) return 'declined';
  if (seen.request?.isSilent) return 'silent';
  return perDay === 0 ? 'full' : undefined;
}

function refusedBy(request: HostRequest | undefined, serviceId: string, onlyAccepted: boolean): boolean {
  if (request?.state === 'accepted') return !request.services?.includes(serviceId);
  return request?.state === 'declined' || onlyAccepted;
}
