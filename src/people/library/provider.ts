import { type Config, SettingsError } from '../../platform/index.js';

/** An OpenID Connect provider that staff sign in with. */
export interface Provider {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** The provider that the settings name, if they name one; half a setting is refused. */
export function providerFrom(config: Config): Provider | undefined {
  const issuer = config.get('SINAMBUNG_OIDC_ISSUER');
  const clientId = config.get('SINAMBUNG_OIDC_CLIENT_ID');
  const clientSecret = config.get('SINAMBUNG_OIDC_CLIENT_SECRET');
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret };
  if (issuer || clientId || clientSecret)
    throw new SettingsError(
      'SINAMBUNG_OIDC_ISSUER, SINAMBUNG_OIDC_CLIENT_ID and SINAMBUNG_OIDC_CLIENT_SECRET belong together: set all three or none',
    );
  return undefined;
}
