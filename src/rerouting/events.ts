import { event } from '../platform/index.js';

interface RerouteNews {
  rerouteId: string;
  incidentId: string;
}

export const RerouteProposed = event<RerouteNews>('rerouting.proposed');
export const HostsAsked = event<RerouteNews>('rerouting.hosts-asked');
/** Every host that was asked has answered. */
export const HostsAnswered = event<RerouteNews>('rerouting.hosts-answered');
export const ReroutePublished = event<RerouteNews>('rerouting.published');
export const RerouteWithdrawn = event<RerouteNews>('rerouting.withdrawn');
