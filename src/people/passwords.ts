import { Injectable } from '@nestjs/common';
import { errors } from './errors.js';
import { AuthLibrary } from './library/auth-library.js';
import { MIN_PASSWORD_LENGTH } from './library/auth-options.js';

/** Passwords are hashed and kept by the accounts library; this sets one for somebody who has proven otherwise who she is. */
@Injectable()
export class Passwords {
  constructor(private readonly library: AuthLibrary) {}

  async set(accountId: string, password: string): Promise<void> {
    if (password.length < MIN_PASSWORD_LENGTH)
      throw errors.passwordTooShort({ fields: [{ field: 'password', message: 'too short' }] });
    const { internalAdapter, password: hashing } = await this.library.inside;
    const hash = await hashing.hash(password);
    if (await internalAdapter.findCredentialAccount(accountId)) await internalAdapter.updatePassword(accountId, hash);
    else await internalAdapter.linkAccount({ userId: accountId, providerId: 'credential', accountId, password: hash });
  }

  async isRight(accountId: string, password: string): Promise<boolean> {
    const { internalAdapter, password: hashing } = await this.library.inside;
    const credential = await internalAdapter.findCredentialAccount(accountId);
    return credential?.password != null && hashing.verify({ hash: credential.password, password });
  }
}
