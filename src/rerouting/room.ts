import type { Offering } from '../directory/index.js';
import type { Door, Obstacle } from './doors.js';
import { split } from './split.js';
import type { HostRequest } from './types.js';

/** Until a host says otherwise, half of a counter's capacity is taken to be used by its own people. An assumption, shown as one. */
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

/** The people a day an offering can take beside its own: what the host granted, else the assumption. */
export function grantedRoom(
  offering: Offering,
  request: HostRequest | undefined,
  days: Days,
): Pick<Door, 'perDay' | 'assumed' | 'startOn'> {
  const longer = extension(offering, days);
  if (request?.state === 'accepted') {
    const perDay = granted(offering.serviceId, request);
    return { perDay: perDay === undefined ? undefined : perDay + longer, assumed: longer > 0, startOn: request.startOn };
  }
  const { capacityPerDay, channel } = offering;
  const guests = capacityPerDay === undefined ? undefined : Math.floor(capacityPerDay * GUEST_SHARE * days.ratio) + longer;
  return { perDay: channel.kind === 'online' ? undefined : guests, assumed: channel.kind !== 'online' };
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
