import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { AuthLibrary, headersOf } from './library/auth-library.js';
import { cookiesOf } from './library/cookies.js';
import { visit } from './visit.js';

const input = z.object({ visit });

/** Ends the session of a browser, here and at the server. The result are Set-Cookie values. */
@Injectable()
export class SignOut extends Change<z.infer<typeof input>, string[]> {
  readonly name = 'people.sign-out';
  readonly permission = 'account:sign-in';
  readonly input = input;

  constructor(private readonly library: AuthLibrary) {
    super();
  }

  protected async perform({ visit: { cookie } }: z.infer<typeof input>, _by: Actor) {
    const request = { headers: headersOf({ cookie }) };
    const session = await this.library.api.getSession(request);
    const { headers } = await this.library.api.signOut({ ...request, returnHeaders: true });
    return { result: cookiesOf(headers), subject: { type: 'account', id: session?.user.id ?? 'unknown' } };
  }
}
