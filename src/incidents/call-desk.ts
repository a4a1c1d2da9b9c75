import { Injectable } from '@nestjs/common';
import { Roster } from '../people/index.js';
import { newId } from '../platform/index.js';
import { EscalationStore } from './escalation-store.js';
import { Messenger } from './messenger.js';
import { memberToTell, wayTo } from './rules.js';
import { TimelineStore } from './timeline-store.js';
import type { Call, Escalation, Incident } from './types.js';

/** Whom to call next, and by which gateway. */
@Injectable()
export class CallDesk {
  constructor(
    private readonly roster: Roster,
    private readonly messenger: Messenger,
    private readonly escalations: EscalationStore,
    private readonly timeline: TimelineStore,
  ) {}

  async next(incident: Incident, { round }: Escalation, by: string, now: Date): Promise<Call | undefined> {
    const member = memberToTell(await this.roster.members(), incident.reportedBy, round);
    if (!member) {
      await this.timeline.add(incident.id, 'nobody-to-tell', by, now);
      return undefined;
    }
    const way = wayTo(member, this.messenger.gateways);
    const call: Call = {
      id: newId(),
      incidentId: incident.id,
      memberId: member.id,
      functionName: member.functionName,
      at: now,
      ...way,
    };
    await this.escalations.addCall(call);
    await this.timeline.add(incident.id, 'escalated', by, now, { callId: call.id, functionName: member.functionName });
    return call;
  }
}
