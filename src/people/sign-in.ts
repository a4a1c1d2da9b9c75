import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import { Actor } from './actor.js';
import { Change } from './change.js';
import { FailureStore } from './failure-store.js';
import { AuthLibrary, headersOf, refusalOf } from './library/auth-library.js';
import { MAX_PASSWORD_LENGTH } from './library/auth-options.js';
import { cookiesOf } from './library/cookies.js';
import { mayTrySignIn } from './rules.js';
import type { SignInOutcome } from './types.js';
import { visit } from './visit.js';

const input = z.object({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(MAX_PASSWORD_LENGTH), visit });
type SignInCommand = z.infer<typeof input>;

/** By address and password. A wrong address and a wrong password cannot be told apart, and both are in the ledger. */
@Injectable()
export class SignIn extends Change<SignInCommand, SignInOutcome> {
  readonly name = 'people.sign-in';
  readonly permission = 'account:sign-in';
  readonly input = input;

  constructor(
    private readonly library: AuthLibrary,
    private readonly accounts: AccountStore,
    private readonly failures: FailureStore,
  ) {
    super();
  }

  protected async perform(command: SignInCommand, _by: Actor) {
    const trier = { email: command.email, ip: command.visit.ip };
    const account = await this.accounts.maybeByEmail(command.email);
    const outcome = await this.try(command, trier);
    return { result: outcome, subject: { type: 'account', id: account?.id ?? 'unknown' }, detail: { outcome: outcome.state } };
  }

  private async try(command: SignInCommand, trier: { email: string; ip: string }): Promise<SignInOutcome> {
    if (!mayTrySignIn(await this.failures.count(trier))) return { state: 'too-many', cookies: [] };
    const outcome = await this.ask(command);
    if (outcome.state === 'refused') await this.failures.add(trier);
    else await this.failures.clear(trier);
    await this.accounts.sweep();
    return outcome;
  }

  private async ask({ email, password, visit: { cookie, userAgent } }: SignInCommand): Promise<SignInOutcome> {
    try {
      const { headers, response } = await this.library.api.signInEmail({
        body: { email, password },
        headers: headersOf({ cookie, userAgent }),
        returnHeaders: true,
      });
      return { state: 'twoFactorRedirect' in response ? 'second-factor' : 'signed-in', cookies: cookiesOf(headers) };
    } catch (error) {
      refusalOf(error);
      return { state: 'refused', cookies: [] };
    }
  }
}
