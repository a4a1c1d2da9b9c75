import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { AuthLibrary, headersOf, refusalOf } from './library/auth-library.js';
import { PROVIDER_ID } from './library/auth-options.js';
import { cookiesOf } from './library/cookies.js';
import { safeReturn } from './rules.js';
import { visit } from './visit.js';

const input = z.object({ returnTo: z.string().optional(), visit });

/** Where the provider's own sign-in page is, and the cookies that tie its answer to this browser. */
@Injectable()
export class BeginProviderSignIn extends Change<z.infer<typeof input>, { url: string; cookies: string[] }> {
  readonly name = 'people.begin-provider-sign-in';
  readonly permission = 'account:sign-in';
  readonly input = input;

  constructor(private readonly library: AuthLibrary) {
    super();
  }

  protected async perform({ returnTo, visit }: z.infer<typeof input>, _by: Actor) {
    if (!this.library.hasProvider) throw errors.noProvider();
    const result = await this.ask(safeReturn(returnTo), headersOf(visit));
    return { result, subject: { type: 'provider', id: PROVIDER_ID } };
  }

  private async ask(callbackURL: string, headers: Headers): Promise<{ url: string; cookies: string[] }> {
    try {
      const body = { provider: PROVIDER_ID, callbackURL, errorCallbackURL: '/masuk?gagal=penyedia', disableRedirect: true };
      const answer = await this.library.api.signInSocial({ body, headers, returnHeaders: true });
      return { url: answer.response.url!, cookies: cookiesOf(answer.headers) };
    } catch (error) {
      refusalOf(error);
      throw errors.providerUnavailable();
    }
  }
}
