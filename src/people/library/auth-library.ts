import { Injectable, Logger } from '@nestjs/common';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { getMigrations } from 'better-auth/db/migration';
import { Config } from '../../platform/index.js';
import type { Visit } from '../types.js';
import { authOptions } from './auth-options.js';
import { AuthSecrets } from './auth-secrets.js';
import { JoinedPool } from './joined-pool.js';
import { type Provider, providerFrom } from './provider.js';

function make(options: ReturnType<typeof authOptions>) {
  return betterAuth(options);
}

type Auth = ReturnType<typeof make>;

/** better-auth, made once, on our connections. Nothing outside this room knows of it. */
@Injectable()
export class AuthLibrary {
  readonly hasProvider: boolean;
  private readonly logger = new Logger('accounts');
  private readonly provider?: Provider;
  private made?: Auth;

  constructor(
    private readonly config: Config,
    private readonly secrets: AuthSecrets,
    private readonly pool: JoinedPool,
  ) {
    this.provider = providerFrom(config);
    this.hasProvider = this.provider !== undefined;
  }

  get api(): Auth['api'] {
    return this.auth.api;
  }

  /** What the library does below its own API: accounts, credentials and sessions by id. */
  get inside(): Auth['$context'] {
    return this.auth.$context;
  }

  /** The SQL that the library would still need; `;` when the migrations are complete. */
  async missingTables(): Promise<string> {
    return (await getMigrations(this.options())).compileMigrations();
  }

  private get auth(): Auth {
    this.made ??= make(this.options());
    return this.made;
  }

  private options(): ReturnType<typeof authOptions> {
    const { config, pool, provider } = this;
    return authOptions({
      url: config.url,
      secrets: this.secrets.all(),
      pool,
      provider,
      onError: (message) => this.logger.error(message),
    });
  }
}

export function headersOf(visit: Pick<Visit, 'cookie' | 'userAgent'>): Headers {
  const headers = new Headers();
  if (visit.cookie) headers.set('cookie', visit.cookie);
  if (visit.userAgent) headers.set('user-agent', visit.userAgent);
  return headers;
}

/** The code of the library's refusal (`INVALID_CODE`); anything else it threw is thrown on. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
  return String(error.body?.code ?? error.status);
}
