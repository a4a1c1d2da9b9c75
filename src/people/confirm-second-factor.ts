import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { AuthLibrary, headersOf, refusalOf } from './library/auth-library.js';
import { cookiesOf } from './library/cookies.js';
import { visit } from './visit.js';

const input = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
  visit,
});

/** A right code of the phone turns the second factor on. */
@Injectable()
export class ConfirmSecondFactor extends Change<z.infer<typeof input>, string[]> {
  readonly name = 'people.confirm-second-factor';
  readonly permission = 'account:own';
  readonly input = input;

  constructor(private readonly library: AuthLibrary) {
    super();
  }

  protected async perform({ code, visit }: z.infer<typeof input>, by: Actor) {
    const cookies = await this.verify(code, headersOf(visit));
    return { result: cookies, subject: { type: 'account', id: by.person } };
  }

  private async verify(code: string, headers: Headers): Promise<string[]> {
    try {
      const answer = await this.library.api.verifyTOTP({ body: { code }, headers, returnHeaders: true });
      return cookiesOf(answer.headers);
    } catch (error) {
      throw refusalOf(error) === 'INVALID_CODE'
        ? errors.wrongCode({ fields: [{ field: 'code', message: 'wrong' }] })
        : errors.noSession();
    }
  }
}
