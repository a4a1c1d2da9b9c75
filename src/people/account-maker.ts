import { Injectable } from '@nestjs/common';
import { AccountStore } from './account-store.js';
import { errors } from './errors.js';
import { AuthLibrary } from './library/auth-library.js';

/** Makes accounts; used by the verbs that may. Whoever makes one vouches for its address. */
@Injectable()
export class AccountMaker {
  constructor(
    private readonly library: AuthLibrary,
    private readonly accounts: AccountStore,
  ) {}

  /** The new account's id. Throws `people.account-exists`. */
  async make(name: string, email: string): Promise<string> {
    if (await this.accounts.maybeByEmail(email))
      throw errors.accountExists({ fields: [{ field: 'email', message: 'exists already' }] });
    const { internalAdapter } = await this.library.inside;
    const user = await internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: true }, {
      method: 'email-password',
    } as never);
    return user.id;
  }
}
