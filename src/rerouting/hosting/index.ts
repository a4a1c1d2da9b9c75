/**
 * What happens with a host once it has said yes: its link, what it says of its days, what the public may be told of it, what is
 * written to it, and what is done when it cannot take the people it was to take.
 */
import { HostTokens } from '../host-token.js';
import { HostLinks } from './host-links.js';
import { ReceivingHosts } from './receiving-hosts.js';
import { ReportHostDay } from './report-host-day.js';
import { SetDisclosure } from './set-disclosure.js';

export { ReceivingHosts } from './receiving-hosts.js';
export { ReportHostDay } from './report-host-day.js';
export { SetDisclosure } from './set-disclosure.js';
export const HOSTING_VERBS = [ReportHostDay, SetDisclosure];
export const HOSTING = [HostTokens, HostLinks, ReceivingHosts, ...HOSTING_VERBS];
