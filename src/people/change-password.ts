import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { AuthLibrary, headersOf } from './library/auth-library.js';
import { MAX_PASSWORD_LENGTH } from './library/auth-options.js';
import { cookiesOf } from './library/cookies.js';
import { Passwords } from './passwords.js';
import { visit } from './visit.js';

const secret = z.string().max(MAX_PASSWORD_LENGTH);
const input = z.object({ current: secret.optional(), password: secret.min(1), repeated: secret, visit });

/** One's own password; the present one is asked for where there is one. Signs out everywhere else. */
@Injectable()
export class ChangePassword extends Change<z.infer<typeof input>, string[]> {
  readonly name = 'people.change-password';
  readonly permission = 'account:own';
  readonly input = input;

  constructor(
    private readonly library: AuthLibrary,
    private readonly accounts: AccountStore,
    private readonly passwords: Passwords,
  ) {
    super();
  }

  protected async perform({ current, password, repeated, visit }: z.infer<typeof input>, by: Actor) {
    const account = await this.accounts.get(by.person);
    if (account.hasPassword && !(await this.passwords.isRight(account.id, current ?? '')))
      throw errors.wrongPassword({ fields: [{ field: 'current', message: 'wrong' }] });
    if (password !== repeated) throw errors.passwordMismatch({ fields: [{ field: 'repeated', message: 'differs' }] });
    await this.passwords.set(account.id, password);
    await this.accounts.endSessions(account.id);
    const { headers } = await this.library.api.enter({
      body: { userId: account.id },
      headers: headersOf(visit),
      returnHeaders: true,
    });
    return { result: cookiesOf(headers), subject: { type: 'account', id: account.id } };
  }
}
