import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { PostgresDialect } from 'kysely';
import { z } from 'zod';
import type { AuthSecretVersion } from './auth-secrets.js';
import type { JoinedPool } from './joined-pool.js';
import type { Provider } from './provider.js';

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 128;
/** One long working day, from sign-in; then she signs in again. */
export const SESSION_SECONDS = 12 * 3600;
export const PROVIDER_ID = 'oidc';

export interface AuthSetup {
  url: string;
  secrets: AuthSecretVersion[];
  pool: JoinedPool;
  provider?: Provider;
  onError: (message: string) => void;
}

/**
 * How the accounts library is set up. Nobody signs up: accounts are made at the terminal or by a one-time link. A session is
 * not prolonged and is read without writing, because outside a verb the database cannot be written.
 */
export function authOptions({ url, secrets, pool, provider, onError }: AuthSetup) {
  return {
    appName: 'Sinambung',
    baseURL: url,
    basePath: '/masuk',
    secrets,
    database: { dialect: new PostgresDialect({ pool: pool as never }), type: 'postgres' as const, schemaName: 'people' },
    user: { modelName: 'account' },
    session: { modelName: 'session', expiresIn: SESSION_SECONDS, disableSessionRefresh: true, deferSessionRefresh: true },
    account: { modelName: 'credential', encryptOAuthTokens: true, accountLinking: { enabled: true } },
    verification: { modelName: 'verification' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
    },
    plugins: [
      twoFactor({ issuer: 'Sinambung', schema: { twoFactor: { modelName: 'second_factor' } } }),
      genericOAuth({ config: provider ? [providerConfig(provider)] : [] }),
      enterPlugin(),
    ],
    advanced: { cookiePrefix: 'sinambung', ipAddress: { disableIpTracking: true } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' as const, log: (_level: string, message: string) => onError(message) },
    onAPIError: { errorURL: '/masuk' },
  };
}

function providerConfig({ issuer, clientId, clientSecret }: Provider) {
  return {
    providerId: PROVIDER_ID,
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: true,
  };
}

/** A session for somebody whom a one-time link has identified. It has no address: only our own code can call it. */
function enterPlugin() {
  return {
    id: 'sinambung-enter',
    endpoints: {
      enter: createAuthEndpoint(
        '/sinambung/enter',
        { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
          if (!user) throw ctx.error('NOT_FOUND');
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ ok: true });
        },
      ),
    },
  };
}
