import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountMaker } from './account-maker.js';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { AuthLibrary, headersOf } from './library/auth-library.js';
import { MAX_PASSWORD_LENGTH } from './library/auth-options.js';
import { cookiesOf } from './library/cookies.js';
import { LinkStore } from './link-store.js';
import { Passwords } from './passwords.js';
import type { Role } from './permissions.js';
import type { Account, SignInOutcome } from './types.js';
import { visit } from './visit.js';

const blankIsAbsent = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const input = z.object({
  token: z.string().min(20).max(200),
  name: z.preprocess(blankIsAbsent, z.string().trim().max(100).optional()),
  email: z.preprocess(blankIsAbsent, z.email().max(254).optional()),
  password: z.preprocess(blankIsAbsent, z.string().max(MAX_PASSWORD_LENGTH).optional()),
  repeated: z.preprocess(blankIsAbsent, z.string().max(MAX_PASSWORD_LENGTH).optional()),
  visit,
});
type EnterCommand = z.infer<typeof input>;

/**
 * Uses a one-time link: signs in and, where a password was given, sets it. A link for a role makes the account first. Where a
 * second factor is on, the link sets the password and the factor is still asked for.
 */
@Injectable()
export class EnterByLink extends Change<EnterCommand, SignInOutcome> {
  readonly name = 'people.enter-by-link';
  readonly permission = 'account:sign-in';
  readonly input = input;

  constructor(
    private readonly library: AuthLibrary,
    private readonly links: LinkStore,
    private readonly accounts: AccountStore,
    private readonly maker: AccountMaker,
    private readonly passwords: Passwords,
  ) {
    super();
  }

  protected async perform(command: EnterCommand, by: Actor, now: Date) {
    if (command.password !== command.repeated)
      throw errors.passwordMismatch({ fields: [{ field: 'repeated', message: 'differs' }] });
    const holder = await this.links.use(command.token);
    const account =
      'role' in holder ? await this.makeAccount(command, holder.role, by, now) : await this.accounts.get(holder.accountId);
    if (command.password) await this.setPassword(account.id, command.password);
    const outcome = await this.enter(account, command);
    return { result: outcome, subject: { type: 'account', id: account.id }, detail: { outcome: outcome.state, ...holder } };
  }

  private async makeAccount({ name, email, password }: EnterCommand, role: Role, by: Actor, now: Date): Promise<Account> {
    const missing = Object.entries({ name, email, password }).filter(([, value]) => value === undefined);
    if (!name || !email || !password)
      throw errors.accountDetailsNeeded({ fields: missing.map(([field]) => ({ field, message: 'needed' })) });
    const id = await this.maker.make(name, email);
    await this.accounts.grant(id, role, by.person, now);
    return this.accounts.get(id);
  }

  /** Whoever knew the old password is signed out. */
  private async setPassword(accountId: string, password: string): Promise<void> {
    await this.passwords.set(accountId, password);
    await this.accounts.endSessions(accountId);
  }

  private async enter(account: Account, { password, visit: { cookie, userAgent } }: EnterCommand): Promise<SignInOutcome> {
    const request = { headers: headersOf({ cookie, userAgent }), returnHeaders: true as const };
    if (!account.hasSecondFactor) {
      const { headers } = await this.library.api.enter({ ...request, body: { userId: account.id } });
      return { state: 'signed-in', cookies: cookiesOf(headers) };
    }
    if (!password) throw errors.passwordNeeded({ fields: [{ field: 'password', message: 'needed' }] });
    const { headers } = await this.library.api.signInEmail({ ...request, body: { email: account.email, password } });
    return { state: 'second-factor', cookies: cookiesOf(headers) };
  }
}
