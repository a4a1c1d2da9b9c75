import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../actor.js';
import { Change } from '../change.js';
import { Roster } from '../roster.js';
import type { DutyMember } from '../types.js';
import { newDutyCode } from './duty-code.js';
import { DutyCodeStore } from './duty-code-store.js';

const input = z.object({ memberId: z.uuid(), count: z.coerce.number().int().min(1).max(50).default(10) });

/** What is printed; the codes are shown this once. */
export interface CodeSheet {
  member: DutyMember;
  codes: string[];
  printedAt: Date;
}

/** A sheet of one-time codes for a place on the roster. What was left of the sheet before ends. Throws `people.no-such-member`. */
@Injectable()
export class PrintDutyCodes extends Change<z.infer<typeof input>, CodeSheet> {
  readonly name = 'people.print-duty-codes';
  readonly permission = 'roster:manage';
  readonly input = input;

  constructor(
    private readonly roster: Roster,
    private readonly store: DutyCodeStore,
  ) {
    super();
  }

  protected async perform({ memberId, count }: z.infer<typeof input>, by: Actor, now: Date) {
    const member = await this.roster.member(memberId);
    const revoked = await this.store.revoke(memberId, now);
    const codes = Array.from({ length: count }, newDutyCode);
    await this.store.add(memberId, codes, by.person, now);
    return {
      result: { member, codes, printedAt: now },
      subject: { type: 'duty-member', id: memberId },
      detail: { count, revoked },
    };
  }
}
