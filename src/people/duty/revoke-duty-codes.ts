import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../actor.js';
import { Change } from '../change.js';
import { Roster } from '../roster.js';
import { DutyCodeStore } from './duty-code-store.js';

const input = z.object({ memberId: z.uuid() });

/** A sheet is lost: all codes of the place that are left end at once. Throws `people.no-such-member`. */
@Injectable()
export class RevokeDutyCodes extends Change<z.infer<typeof input>, { revoked: number }> {
  readonly name = 'people.revoke-duty-codes';
  readonly permission = 'roster:manage';
  readonly input = input;

  constructor(
    private readonly roster: Roster,
    private readonly store: DutyCodeStore,
  ) {
    super();
  }

  protected async perform({ memberId }: z.infer<typeof input>, _by: Actor, now: Date) {
    await this.roster.member(memberId);
    const revoked = await this.store.revoke(memberId, now);
    return { result: { revoked }, subject: { type: 'duty-member', id: memberId }, detail: { revoked } };
  }
}
