import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { AuthLibrary, headersOf, refusalOf } from './library/auth-library.js';
import { visit } from './visit.js';

const input = z.object({ current: z.string(), visit });

/** What the phone needs (an otpauth: address) and the codes to keep on paper. Shown once; the factor is off until confirmed. */
export interface SecondFactorSetup {
  address: string;
  paperCodes: string[];
}

@Injectable()
export class PrepareSecondFactor extends Change<z.infer<typeof input>, SecondFactorSetup> {
  readonly name = 'people.prepare-second-factor';
  readonly permission = 'account:own';
  readonly input = input;

  constructor(
    private readonly library: AuthLibrary,
    private readonly accounts: AccountStore,
  ) {
    super();
  }

  protected async perform({ current, visit }: z.infer<typeof input>, by: Actor) {
    const account = await this.accounts.get(by.person);
    if (account.hasSecondFactor) throw errors.secondFactorIsOn();
    const setup = await this.enable(current, headersOf(visit));
    return { result: setup, subject: { type: 'account', id: account.id } };
  }

  private async enable(password: string, headers: Headers): Promise<SecondFactorSetup> {
    try {
      const made = await this.library.api.enableTwoFactor({ body: { password, method: 'totp' }, headers });
      if (made.method !== 'totp') throw new Error('the accounts library made another kind of second factor');
      return { address: made.totpURI, paperCodes: made.backupCodes };
    } catch (error) {
      throw refusalOf(error) === 'INVALID_PASSWORD'
        ? errors.wrongPassword({ fields: [{ field: 'current', message: 'wrong' }] })
        : errors.noSession();
    }
  }
}
