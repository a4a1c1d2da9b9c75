import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Change, DutyCodes, personOf } from '../../people/index.js';
import { RaiseAlarm } from '../alarms/raise-alarm.js';
import { DeclareIncident } from '../declare-incident.js';
import { errors } from '../errors.js';
import { IncidentStore } from '../incident-store.js';
import { optionalWords } from '../input.js';
import { NamedOffices } from '../named-offices.js';
import type { Incident } from '../types.js';
import { AnswerVerbs } from './answer-verbs.js';

const input = z.object({
  code: z.string().max(60),
  act: z.enum(['declare', 'confirm']),
  /** Its id, or what people call it. */
  office: z.string().trim().min(1).max(100),
  cause: optionalWords(200),
});
type Command = z.output<typeof input>;

/**
 * With a code on paper, without sign-in: marks an office closed, or confirms the report of somebody else. The others on the roster
 * are told. A code that did not do anything stays good. Throws `people.code-gone`, `which-office`, `nothing-reported-there`,
 * `needs-another-person`, and what declaring and confirming throw.
 */
@Injectable()
export class UseDutyCode extends Change<Command, Incident> {
  readonly name = 'incidents.use-duty-code';
  readonly permission = 'incident:break-glass';
  readonly input = input;

  constructor(
    private readonly codes: DutyCodes,
    private readonly offices: NamedOffices,
    private readonly incidents: IncidentStore,
    private readonly declare: DeclareIncident,
    private readonly answers: AnswerVerbs,
    private readonly alarm: RaiseAlarm,
  ) {
    super();
  }

  protected async perform({ code, act, office, cause }: Command, _by: Actor, now: Date) {
    const { member, printedBy } = await this.codes.use(code, now);
    const by = Actor.duty(personOf(member), member.functionName);
    const officeId = await this.offices.one(office);
    const incident =
      act === 'declare'
        ? await this.declare.run(by, { officeId, cause, via: 'code', codePrintedBy: printedBy })
        : await this.answers.confirm(by, await this.reported(officeId, printedBy));
    await this.alarm.run(by, { kind: 'code-used', officeId, incidentId: incident.id });
    const detail = { act, member: member.id, function: member.functionName, office: officeId };
    return { result: incident, subject: { type: 'incident', id: incident.id }, detail };
  }

  /** Whoever printed a sheet may have kept a copy: her own report is not confirmed with it. */
  private async reported(officeId: string, printedBy: string): Promise<Incident> {
    const [first] = (await this.incidents.openAt(officeId)).filter(({ state }) => state === 'reported');
    if (!first) throw errors.nothingReportedThere({ office: officeId });
    if (first.reportedBy === printedBy) throw errors.needsAnotherPerson({ incidentId: first.id });
    return first;
  }
}
