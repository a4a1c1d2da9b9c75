import type { Offering } from '../directory/index.js';
import { split } from './allocate.js';
import type { Door, Obstacle } from './doors.js';
import type { HostRequest } from './types.js';

/** Until a host says otherwise, half of a counter's capacity is taken to be used by its own people. An assumption, shown as one. */
export const GUEST_SHARE = 0.5;

/** The people a day an offering can take beside its own: what the host granted, else the assumption. */
export function grantedRoom(offering: Offering, request: HostRequest | undefined): Pick<Door, 'perDay' | 'assumed' | 'startOn'> {
  if (request?.state === 'accepted')
    return { perDay: granted(offering.serviceId, request), assumed: false, startOn: request.startOn };
  const guests = offering.capacityPerDay === undefined ? undefined : Math.floor(offering.capacityPerDay * GUEST_SHARE);
  return { perDay: offering.channel.kind === 'online' ? undefined : guests, assumed: offering.channel.kind !== 'online' };
}

/** A host grants one number for all its services; it is split as it was asked for. */
function granted(serviceId: string, request: HostRequest): number | undefined {
  const services = request.services ?? [];
  const index = services.indexOf(serviceId);
  if (request.perDay === undefined || index < 0) return undefined;
  const weights = services.map((service) => request.asked.find((asked) => asked.serviceId === service)?.perDay ?? 0);
  return split(request.perDay, weights)[index];
}

/** Why nobody can be sent there; undefined when people can. `today` is the civil date at the office. */
export function obstacleOf(
  offering: Offering,
  shut: boolean,
  today: string | undefined,
  request: HostRequest | undefined,
  onlyAccepted: boolean,
): Obstacle | undefined {
  const { office } = offering;
  if (shut) return 'suspended';
  if (!office) return undefined;
  if (!office.confirmedOpen) return 'unconfirmed';
  if (office.opensOn && today && office.opensOn > today) return 'not-open';
  return refusedBy(request, offering.serviceId, onlyAccepted) ? 'declined' : undefined;
}

function refusedBy(request: HostRequest | undefined, serviceId: string, onlyAccepted: boolean): boolean {
  if (request?.state === 'accepted') return !request.services?.includes(serviceId);
  return request?.state === 'declined' || onlyAccepted;
}
