import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { Events, newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { DispensationProposed } from '../events.js';
import { checkTerms } from '../rules.js';
import { type Dispensation, parts } from '../types.js';
import { DispensationStore } from './dispensation-store.js';

/** One line without a bar: a decision's number stands in the signed text of a notice, whose fields bars divide. */
export const oneLine = z
  .string()
  .trim()
  .min(3)
  .max(200)
  .regex(/^[^|\r\n]*$/, 'must be one line without |');

const input = z.object({
  incidentId: z.uuid(),
  /** The home office whose obligations are excused. */
  officeId: z.string().min(1),
  parts: z
    .array(z.enum(parts))
    .min(1)
    .transform((named) => parts.filter((part) => named.includes(part))),
  legalBasis: z.string().trim().min(10).max(1000),
  /** The authority that decides. */
  issuer: oneLine,
  number: oneLine.optional(),
  dueFrom: z.iso.date(),
  dueTo: z.iso.date(),
  payBy: z.iso.date(),
  /** The signed decision whose place this one takes when it is signed: how a decision is widened or narrowed. */
  replaces: z.uuid().optional(),
});

/** Puts a decision forward. It grants nothing until a second person signs it. */
@Injectable()
export class ProposeDispensation extends Change<z.output<typeof input>, Dispensation> {
  readonly name = 'dispensation.propose';
  readonly permission = 'dispensation:propose';
  readonly input = input;

  constructor(
    private readonly decisions: DispensationStore,
    private readonly directory: Directory,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform(command: z.output<typeof input>, by: Actor, now: Date) {
    checkTerms(command);
    await this.directory.office(command.officeId);
    if (command.replaces) await this.checkReplaced(command.replaces, command.incidentId);
    const proposal: Dispensation = { ...command, id: newId(), state: 'proposed', proposedBy: by.person, proposedAt: now };
    await this.decisions.insert(proposal);
    await this.events.emit(DispensationProposed, { dispensationId: proposal.id, incidentId: proposal.incidentId });
    const { officeId, dueFrom, dueTo, payBy } = proposal;
    return {
      result: proposal,
      subject: { type: 'dispensation', id: proposal.id },
      detail: { incidentId: proposal.incidentId, officeId, parts: proposal.parts, dueFrom, dueTo, payBy },
    };
  }

  private async checkReplaced(id: string, incidentId: string): Promise<void> {
    const replaced = await this.decisions.get(id);
    if (replaced.incidentId !== incidentId) throw errors.replacesOtherIncident();
    if (replaced.state !== 'signed') throw errors.notPossibleNow({ state: replaced.state, act: 'replace' });
  }
}
