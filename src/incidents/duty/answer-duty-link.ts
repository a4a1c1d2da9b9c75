import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Change, personOf, Roster } from '../../people/index.js';
import { errors } from '../errors.js';
import { IncidentStore } from '../incident-store.js';
import { optionalWords } from '../input.js';
import type { Incident } from '../types.js';
import { AnswerVerbs } from './answer-verbs.js';
import { DutyLinkStore } from './duty-link-store.js';
import { DutyLinks } from './duty-links.js';
import { DutyTokens } from './duty-tokens.js';

const input = z.object({
  token: z.string().min(10).max(100),
  answer: z.enum(['confirm', 'correct']),
  reason: optionalWords(300),
});
type Answer = z.output<typeof input>;

/**
 * The place on the roster that was called confirms or corrects by the link in its message, in its own name. A report by SMS is
 * confirmed by it after a callback. Throws `duty-link-gone`, `needs-another-person`, `not-allowed-now`; the link stays good then.
 */
@Injectable()
export class AnswerDutyLink extends Change<Answer, Incident[]> {
  readonly name = 'incidents.answer-duty-link';
  readonly permission = 'incident:answer-call';
  readonly input = input;

  constructor(
    private readonly links: DutyLinkStore,
    private readonly look: DutyLinks,
    private readonly tokens: DutyTokens,
    private readonly incidents: IncidentStore,
    private readonly roster: Roster,
    private readonly verbs: AnswerVerbs,
  ) {
    super();
  }

  protected async perform({ token, answer, reason }: Answer, _by: Actor, now: Date) {
    const link = await this.links.use(this.tokens.digest(token), now);
    const member = link && (await this.roster.members()).find(({ id }) => id === link.memberId);
    if (!member) throw errors.dutyLinkGone();
    const about = await this.look.waiting(await this.incidents.get(link.incidentId));
    const by = Actor.duty(personOf(member), member.functionName);
    const result: Incident[] = [];
    for (const incident of about) result.push(await this.verbs[answer](by, incident, reason));
    const detail = { answer, member: member.id, function: member.functionName, incidents: result.length };
    return { result, subject: { type: 'incident', id: link.incidentId }, detail };
  }
}
