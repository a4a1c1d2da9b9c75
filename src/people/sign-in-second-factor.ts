import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { AuthLibrary, headersOf, refusalOf } from './library/auth-library.js';
import { cookiesOf, sessionTokenIn } from './library/cookies.js';
import type { SignInOutcome } from './types.js';
import { visit } from './visit.js';

const input = z.object({ code: z.string().trim().min(6).max(20), visit });
type SecondFactorCommand = z.infer<typeof input>;
type SecondFactorOutcome = SignInOutcome | { state: 'lapsed'; cookies: string[] };

const TOTP_CODE = /^\d{6}$/;
const WRONG_CODE = new Set(['INVALID_CODE', 'INVALID_BACKUP_CODE']);

/** The code of the phone, or one of the codes kept on paper for when the phone is gone. Five wrong codes end the sign-in. */
@Injectable()
export class SignInSecondFactor extends Change<SecondFactorCommand, SecondFactorOutcome> {
  readonly name = 'people.sign-in-second-factor';
  readonly permission = 'account:sign-in';
  readonly input = input;

  constructor(
    private readonly library: AuthLibrary,
    private readonly accounts: AccountStore,
  ) {
    super();
  }

  protected async perform(command: SecondFactorCommand, _by: Actor) {
    const answer = await this.ask(command);
    const session = sessionTokenIn(answer.cookies);
    const accountId = session && (await this.accounts.idOfSession(session));
    const result = session && accountId ? await this.refuseReplay(answer, command.code, accountId, session) : answer;
    return { result, subject: { type: 'account', id: accountId ?? 'unknown' }, detail: { outcome: result.state } };
  }

  /** A code that was read over a shoulder is worth nothing once its owner has used it. */
  private async refuseReplay(
    answer: SecondFactorOutcome,
    code: string,
    accountId: string,
    session: string,
  ): Promise<SecondFactorOutcome> {
    if (!TOTP_CODE.test(code) || (await this.accounts.useCode(accountId, code))) return answer;
    await this.accounts.endSession(session);
    return { state: 'lapsed', cookies: [] };
  }

  private async ask({ code, visit: { cookie, userAgent } }: SecondFactorCommand): Promise<SecondFactorOutcome> {
    const request = { headers: headersOf({ cookie, userAgent }), returnHeaders: true as const };
    try {
      const { headers } = TOTP_CODE.test(code)
        ? await this.library.api.verifyTOTP({ ...request, body: { code } })
        : await this.library.api.verifyBackupCode({ ...request, body: { code } });
      return { state: 'signed-in', cookies: cookiesOf(headers) };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === 'ACCOUNT_TEMPORARILY_LOCKED') return { state: 'too-many', cookies: [] };
      return { state: WRONG_CODE.has(refusal) ? 'refused' : 'lapsed', cookies: [] };
    }
  }
}
