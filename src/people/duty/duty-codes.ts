import { Injectable } from '@nestjs/common';
import { errors } from '../errors.js';
import { Roster } from '../roster.js';
import type { DutyMember } from '../types.js';
import { readDutyCode } from './duty-code.js';
import { type CodeCount, DutyCodeStore } from './duty-code-store.js';

/** The paper codes of the roster. */
@Injectable()
export class DutyCodes {
  constructor(
    private readonly store: DutyCodeStore,
    private readonly roster: Roster,
  ) {}

  /** By the id of the place; places for which nothing was ever printed are not in it. */
  async counts(): Promise<Map<string, CodeCount>> {
    return new Map((await this.store.counts()).map((count) => [count.memberId, count]));
  }

  /** Inside a verb that the holder of a code runs: uses the code up with it. Throws `people.code-gone`. */
  async use(typed: string, now: Date): Promise<{ member: DutyMember; printedBy: string }> {
    const code = readDutyCode(typed);
    const used = code && (await this.store.use(code, now));
    if (!used) throw errors.codeGone();
    return { member: await this.roster.member(used.memberId), printedBy: used.printedBy };
  }
}
