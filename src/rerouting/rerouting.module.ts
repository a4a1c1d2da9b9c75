import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { AdaptReroute } from './adapt-reroute.js';
import { AnswerDesk } from './answer-desk.js';
import { AnswerHostRequest } from './answer-host-request.js';
import { ApproveReroute } from './approve-reroute.js';
import { AskHosts } from './ask-hosts.js';
import { DoorFacts } from './door-facts.js';
import { FollowFacts, FollowVerbs } from './follow-facts.js';
import { HostDays } from './host-days.js';
import { HostStore } from './host-store.js';
import { HOSTING, HOSTING_VERBS, ReceivingHosts } from './hosting/index.js';
import { IssueHostLink } from './issue-host-link.js';
import { LogHostAnswer } from './log-host-answer.js';
import { NeedFacts } from './need-facts.js';
import { PlanFacts } from './plan-facts.js';
import { PlanMaker } from './plan-maker.js';
import { PlanStore } from './plan-store.js';
import { Planner } from './planner.js';
import { OptionCheck } from './planning/option-check.js';
import { TransportSolver } from './planning/transport-solver.js';
import { WantedVisits } from './planning/wanted-visits.js';
import { ProposeReroute } from './propose-reroute.js';
import { Publication } from './publication.js';
import { PublishedReroutes } from './published-reroutes.js';
import { PublishedStore } from './published-store.js';
import { RerouteStore } from './reroute-store.js';
import { Reroutes } from './reroutes.js';
import { SetPlanOptions } from './set-plan-options.js';
import { UsedRoom } from './used-room.js';
import { WithdrawForIncident } from './withdraw-for-incident.js';
import { WithdrawReroute } from './withdraw-reroute.js';

const VERBS = [
  ProposeReroute,
  AskHosts,
  IssueHostLink,
  AnswerHostRequest,
  LogHostAnswer,
  AdaptReroute,
  SetPlanOptions,
  ApproveReroute,
  WithdrawReroute,
  WithdrawForIncident,
];

@Module({
  imports: [DirectoryModule],
  providers: [
    RerouteStore,
    PlanStore,
    PublishedStore,
    PublishedReroutes,
    HostStore,
    HostDays,
    NeedFacts,
    UsedRoom,
    DoorFacts,
    PlanFacts,
    TransportSolver,
    OptionCheck,
    WantedVisits,
    PlanMaker,
    Planner,
    AnswerDesk,
    Publication,
    Reroutes,
    FollowVerbs,
    FollowFacts,
    ...HOSTING,
    ...VERBS,
  ],
  exports: [Reroutes, PublishedReroutes, ReceivingHosts, ...HOSTING_VERBS, ...VERBS],
})
export class ReroutingModule {}
