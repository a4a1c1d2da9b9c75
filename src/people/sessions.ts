import { Injectable } from '@nestjs/common';
import { AccountStore } from './account-store.js';
import { Actor } from './actor.js';
import { AuthLibrary, headersOf } from './library/auth-library.js';
import { rolesOfToken } from './rules.js';
import { digest } from './secrets.js';
import { TokenStore } from './token-store.js';

const SESSION_COOKIE = 'sinambung.session_token=';
const BEARER = /^Bearer ([A-Za-z0-9_-]{20,200})$/i;

interface Asking {
  headers: { cookie?: string };
}

/** Who is behind a request. Reads alone: nothing is written to find out. */
@Injectable()
export class Sessions {
  constructor(
    private readonly library: AuthLibrary,
    private readonly accounts: AccountStore,
    private readonly tokens: TokenStore,
  ) {}

  /** By session cookie; undefined for a stranger. */
  async actorOf({ headers: { cookie } }: Asking): Promise<Actor | undefined> {
    if (!cookie?.includes(SESSION_COOKIE)) return undefined;
    const found = await this.library.api.getSession({ headers: headersOf({ cookie }) });
    return found ? this.actorOfAccount(found.user.id) : undefined;
  }

  /** By the value of an Authorization header; undefined when the token is unknown, expired or revoked. */
  async actorOfToken(authorization: string): Promise<Actor | undefined> {
    const secret = BEARER.exec(authorization)?.[1];
    const token = secret && (await this.tokens.live(digest(secret)));
    if (!token) return undefined;
    if (!token.accountId) return Actor.terminal(rolesOfToken(token.role, undefined));
    const account = await this.accounts.get(token.accountId);
    return Actor.account(account.id, rolesOfToken(token.role, account), account.name);
  }

  private async actorOfAccount(id: string): Promise<Actor | undefined> {
    const account = await this.accounts.maybe(id);
    return account && Actor.account(account.id, account.roles, account.name);
  }
}
