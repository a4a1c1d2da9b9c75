import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Instance, newId } from '../platform/index.js';
import { AccountMaker } from './account-maker.js';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_ROSTER } from './demonstration.js';
import { RosterStore } from './roster-store.js';

const input = z.object({}).default({});

/** An account for each role, a second coordinator and a roster, in a demonstration alone. No account has a password. */
@Injectable()
export class SetUpDemonstration extends Change<z.infer<typeof input>, { accounts: number }> {
  readonly name = 'people.set-up-demonstration';
  readonly permission = 'demonstration:run';
  readonly input = input;

  constructor(
    private readonly instance: Instance,
    private readonly accounts: AccountStore,
    private readonly maker: AccountMaker,
    private readonly roster: RosterStore,
  ) {
    super();
  }

  protected async perform(_: z.infer<typeof input>, by: Actor, now: Date) {
    this.instance.requireDemonstration();
    for (const account of DEMONSTRATION_ACCOUNTS) await this.ensure(account, by, now);
    if ((await this.roster.lock()).length === 0) await this.fillRoster();
    return { result: { accounts: DEMONSTRATION_ACCOUNTS.length }, subject: { type: 'instance', id: 'demonstration' } };
  }

  private async ensure({ name, email, role }: (typeof DEMONSTRATION_ACCOUNTS)[number], by: Actor, now: Date): Promise<void> {
    const id = (await this.accounts.maybeByEmail(email))?.id ?? (await this.maker.make(name, email));
    await this.accounts.grant(id, role, by.person, now);
  }

  private async fillRoster(): Promise<void> {
    for (const [index, member] of DEMONSTRATION_ROSTER.entries()) {
      const account = await this.accounts.byEmail(member.email);
      await this.roster.add({ ...member, id: newId(), position: index + 1, accountId: account.id, isSample: true });
    }
  }
}
