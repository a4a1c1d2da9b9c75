import { Injectable } from '@nestjs/common';
import {
  AdaptReroute,
  ApproveReroute,
  AskHosts,
  IssueHostLink,
  LogHostAnswer,
  ProposeReroute,
  SetPlanOptions,
  WithdrawReroute,
} from '../rerouting/index.js';

/** Everything a caller with a token can do with reroutes. */
@Injectable()
export class RerouteVerbs {
  constructor(
    readonly propose: ProposeReroute,
    readonly ask: AskHosts,
    readonly link: IssueHostLink,
    readonly log: LogHostAnswer,
    readonly adapt: AdaptReroute,
    readonly plan: SetPlanOptions,
    readonly approve: ApproveReroute,
    readonly withdraw: WithdrawReroute,
  ) {}
}
