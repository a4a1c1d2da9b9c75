import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { Passwords } from './passwords.js';

const input = z.object({ current: z.string() });

/** Turns one's own second factor off, with the password. */
@Injectable()
export class DropSecondFactor extends Change<z.infer<typeof input>, void> {
  readonly name = 'people.drop-second-factor';
  readonly permission = 'account:own';
  readonly input = input;

  constructor(
    private readonly accounts: AccountStore,
    private readonly passwords: Passwords,
  ) {
    super();
  }

  protected async perform({ current }: z.infer<typeof input>, by: Actor) {
    if (!(await this.passwords.isRight(by.person, current)))
      throw errors.wrongPassword({ fields: [{ field: 'current', message: 'wrong' }] });
    await this.accounts.dropSecondFactor(by.person);
    return { result: undefined, subject: { type: 'account', id: by.person } };
  }
}
