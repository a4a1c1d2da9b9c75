import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Configuration, type JWK, Provider } from 'oidc-provider';

export interface Holder {
  sub: string;
  email: string;
  verified: boolean;
}

export interface OidcServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Whoever signs in next is this person; she agrees to everything. */
  holder: Holder;
  /** Goes through the provider's pages as a browser would; the address that it sends the browser back to. */
  visit(url: string): Promise<URL>;
  close(): Promise<void>;
}

const CLIENT = { clientId: 'sinambung', clientSecret: 'rahasia-hanya-untuk-uji' };
const BACK = 'http://127.0.0.1:3000/masuk/callback/oidc';

/** A real OpenID Connect provider on this machine, for one client. */
export async function startOidc(): Promise<OidcServer> {
  let handle: RequestListener = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made: OidcServer = { issuer, ...CLIENT, holder: { sub: '', email: '', verified: false }, visit, close: () => close() };
  const provider = new Provider(
    issuer,
    configuration(() => made.holder),
  );
  const answer = provider.callback();
  handle = (request, response) => {
    if (!request.url?.startsWith('/interaksi/')) return answer(request, response);
    return provider.interactionFinished(request, response, { login: { accountId: made.holder.sub } });
  };
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return made;
}

function configuration(holder: () => Holder): Configuration {
  return {
    clients: [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [BACK] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    jwks: { keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as JWK] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    cookies: { keys: ['kunci-hanya-untuk-uji'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaksi/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: holder().email, email_verified: holder().verified, name: 'Petugas Contoh' }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

async function visit(url: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = new URL(url);
  while (!at.href.startsWith(BACK)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    if (!next) throw new Error(`the provider stopped at ${at.pathname} with ${answer.status}: ${await answer.text()}`);
    at = new URL(next, at);
  }
  return at;
}
