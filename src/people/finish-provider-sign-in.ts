import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { AuthLibrary, headersOf } from './library/auth-library.js';
import { PROVIDER_ID } from './library/auth-options.js';
import { cookiesOf, sessionTokenIn } from './library/cookies.js';
import { safeReturn } from './rules.js';
import type { SignInOutcome } from './types.js';
import { visit } from './visit.js';

const input = z.object({ query: z.record(z.string(), z.string()), visit });
export type ProviderOutcome = SignInOutcome & { returnTo: string };

/**
 * What the provider answered. It signs in an account that exists here under the address that the provider has verified;
 * nobody gets an account by having one there.
 */
@Injectable()
export class FinishProviderSignIn extends Change<z.infer<typeof input>, ProviderOutcome> {
  readonly name = 'people.finish-provider-sign-in';
  readonly permission = 'account:sign-in';
  readonly input = input;

  constructor(
    private readonly library: AuthLibrary,
    private readonly accounts: AccountStore,
  ) {
    super();
  }

  protected async perform({ query, visit }: z.infer<typeof input>, _by: Actor) {
    if (!this.library.hasProvider) throw errors.noProvider();
    const request = { method: 'GET' as const, params: { id: PROVIDER_ID }, query, headers: headersOf(visit) };
    const answer = await this.library.api.callbackOAuth({ ...request, asResponse: true });
    const cookies = cookiesOf(answer.headers);
    const session = sessionTokenIn(cookies);
    const accountId = session && (await this.accounts.idOfSession(session));
    const state = accountId ? ('signed-in' as const) : ('refused' as const);
    const result = { state, cookies, returnTo: safeReturn(answer.headers.get('location') ?? undefined) };
    return { result, subject: { type: 'account', id: accountId ?? 'unknown' }, detail: { outcome: state } };
  }
}
