import { event } from '../platform/index.js';

interface RerouteNews {
  rerouteId: string;
  incidentId: string;
}

export const RerouteProposed = event<RerouteNews>('rerouting.proposed');
export const HostsAsked = event<RerouteNews>('rerouting.hosts-asked');
/** No host is waited for any more: all have answered, or it was published with those who had. */
export const HostsAnswered = event<RerouteNews>('rerouting.hosts-answered');
export const ReroutePublished = event<RerouteNews>('rerouting.published');
export const RerouteWithdrawn = event<RerouteNews>('rerouting.withdrawn');
