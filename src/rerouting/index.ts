/**
 * Who goes where instead while an office cannot open: proposed by rule, agreed by each host, approved by a second person,
 * published, and taken back when it is over. It knows incidents by id alone.
 */
export { AdaptReroute } from './adapt-reroute.js';
export { AnswerHostRequest } from './answer-host-request.js';
export { ApproveReroute } from './approve-reroute.js';
export { AskHosts } from './ask-hosts.js';
export {
  DisclosureChanged,
  HostsAnswered,
  HostsAsked,
  RerouteProposed,
  ReroutePublished,
  RerouteWithdrawn,
  ReturnPlanned,
} from './events.js';
export { EndHomecoming, PlanHomecoming, ReceivingHosts, ReportHostDay, SetDisclosure, WatchHosts } from './hosting/index.js';
export { type HostLink, IssueHostLink } from './issue-host-link.js';
export { LogHostAnswer } from './log-host-answer.js';
export { ProposeReroute } from './propose-reroute.js';
export { PUBLIC_CHANGED } from './publication.js';
export { PublishedReroutes } from './published-reroutes.js';
export { Reroutes } from './reroutes.js';
export { ReroutingModule } from './rerouting.module.js';
export { isAsked, isDraft, isPublic } from './rules.js';
export { SetPlanOptions } from './set-plan-options.js';
export type {
  AskedService,
  Disclosure,
  Gap,
  Homecoming,
  HostAnswer,
  HostRequest,
  HostState,
  Leg,
  Load,
  Plan,
  PlanChange,
  PlanCost,
  PlanMethod,
  PlannedVisit,
  PlanOptions,
  PublishedReroute,
  Reroute,
  RerouteState,
  RerouteWithPlan,
  Sentence,
} from './types.js';
export {
  disclosures,
  HAZARD_KM,
  NO_OPTIONS,
} from './types.js';
export { WithdrawForIncident } from './withdraw-for-incident.js';
export { WithdrawReroute } from './withdraw-reroute.js';
