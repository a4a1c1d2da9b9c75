import { event } from '../platform/index.js';

interface RerouteNews {
  rerouteId: string;
  incidentId: string;
}

export const RerouteProposed = event<RerouteNews>('rerouting.proposed');
export const HostsAsked = event<RerouteNews>('rerouting.hosts-asked');
/** No host is waited for any more: all have answered, or it was published with those who had. */
export const HostsAnswered = event<RerouteNews>('rerouting.hosts-answered');
/** It was said anew from which date on people go back, or some are back. */
export const ReturnPlanned = event<RerouteNews>('rerouting.return-planned');
/** A published host is from now on named, known by its area alone, or withheld. */
export const DisclosureChanged = event<RerouteNews>('rerouting.disclosure-changed');
export const ReroutePublished = event<RerouteNews>('rerouting.published');
export const RerouteWithdrawn = event<RerouteNews>('rerouting.withdrawn');
