import { Injectable } from '@nestjs/common';
import { type DutyMember, Roster } from '../people/index.js';
import { newId } from '../platform/index.js';
import { DutyLinkStore } from './duty/duty-link-store.js';
import { DutyTokens } from './duty/duty-tokens.js';
import { EscalationStore } from './escalation-store.js';
import { Post } from './post.js';
import { linkExpiry, memberToTell, waysTo } from './rules.js';
import { TimelineStore } from './timeline-store.js';
import type { Call, Escalation, Incident } from './types.js';

/** Whom to call next, and by which gateways; each message has a link of its own. */
@Injectable()
export class CallDesk {
  constructor(
    private readonly roster: Roster,
    private readonly post: Post,
    private readonly escalations: EscalationStore,
    private readonly timeline: TimelineStore,
    private readonly links: DutyLinkStore,
    private readonly tokens: DutyTokens,
  ) {}

  async next(incident: Incident, { round }: Escalation, by: string, now: Date): Promise<Call[]> {
    const member = memberToTell(await this.roster.members(), incident.reportedBy, round);
    if (!member) {
      await this.timeline.add(incident.id, 'nobody-to-tell', by, now);
      return [];
    }
    const calls = callsTo(member, incident.id, this.post.gateways, now);
    for (const call of calls) await this.record(call);
    const callIds = calls.map(({ id }) => id);
    await this.timeline.add(incident.id, 'escalated', by, now, { callIds, functionName: member.functionName });
    return calls;
  }

  private async record(call: Call): Promise<void> {
    await this.escalations.addCall(call);
    if (call.outcome !== 'attempted') return;
    const link = { callId: call.id, incidentId: call.incidentId, memberId: call.memberId };
    await this.links.add(link, this.tokens.digest(this.tokens.of(call.id)), linkExpiry(call.at));
  }
}

function callsTo(member: DutyMember, incidentId: string, gateways: Post['gateways'], at: Date): Call[] {
  const { id: memberId, functionName } = member;
  return waysTo(member, gateways).map((way) => ({ id: newId(), incidentId, memberId, functionName, at, ...way }));
}
