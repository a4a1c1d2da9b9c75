import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import type { Account } from './types.js';

const input = z.object({ email: z.string().trim() });

/** For a lost phone: the second factor goes, every session ends, the password stays. */
@Injectable()
export class ResetSecondFactor extends Change<z.infer<typeof input>, Account> {
  readonly name = 'people.reset-second-factor';
  readonly permission = 'account:manage';
  readonly input = input;

  constructor(private readonly accounts: AccountStore) {
    super();
  }

  protected async perform({ email }: z.infer<typeof input>, _by: Actor) {
    const { id } = await this.accounts.byEmail(email);
    await this.accounts.dropSecondFactor(id);
    await this.accounts.endSessions(id);
    return { result: await this.accounts.get(id), subject: { type: 'account', id } };
  }
}
