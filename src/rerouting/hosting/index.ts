/**
 * What happens with a host once it has said yes: its link, what it says of its days, what the public may be told of it, what is
 * written to it, and what is done when it cannot take the people it was to take.
 */
import { HostTokens } from '../host-token.js';
import { EndHomecoming } from './end-homecoming.js';
import { HostGateways, HostLetters } from './host-letters.js';
import { HostLinks } from './host-links.js';
import { HostMessageStore } from './host-message-store.js';
import { HostOutbox } from './host-outbox.js';
import { HostTroubleStore } from './host-trouble-store.js';
import { HostTroubles } from './host-troubles.js';
import { HostWatch } from './host-watch.js';
import { NoteHostTrouble, TroubleVerbs } from './note-host-trouble.js';
import { ObservedHosts } from './observed-hosts.js';
import { HomecomingNews, PlanHomecoming } from './plan-homecoming.js';
import { ReceivingHosts } from './receiving-hosts.js';
import { ReportHostDay } from './report-host-day.js';
import { SetDisclosure } from './set-disclosure.js';
import { WatchHosts } from './watch-hosts.js';
import { WriteToHost } from './write-to-host.js';

export { EndHomecoming } from './end-homecoming.js';
export { PlanHomecoming } from './plan-homecoming.js';
export { ReceivingHosts } from './receiving-hosts.js';
export { ReportHostDay } from './report-host-day.js';
export { SetDisclosure } from './set-disclosure.js';
export { WatchHosts } from './watch-hosts.js';
export const HOSTING_VERBS = [ReportHostDay, SetDisclosure, PlanHomecoming, EndHomecoming];
export const HOSTING = [
  HomecomingNews,
  HostTokens,
  HostLinks,
  ReceivingHosts,
  HostMessageStore,
  HostTroubleStore,
  ObservedHosts,
  HostGateways,
  HostLetters,
  HostOutbox,
  HostWatch,
  HostTroubles,
  TroubleVerbs,
  NoteHostTrouble,
  WatchHosts,
  WriteToHost,
  ...HOSTING_VERBS,
];
