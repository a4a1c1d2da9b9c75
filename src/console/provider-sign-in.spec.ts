import { BrowserJar } from '../../test/support/browser-jar.js';
import { type OidcServer, startOidc } from '../../test/support/oidc.js';
import { openWebApp, type WebApp } from '../../test/support/web-app.js';
import { Accounts, Actor, CreateAccount, ROLES } from '../people/index.js';
import { providerFrom } from '../people/library/provider.js';
import { Config, Db, SettingsError } from '../platform/index.js';
import { PEOPLE_PAGES } from './people-pages.js';

let oidc: OidcServer;
let web: WebApp;
let serial = 0;

beforeAll(async () => {
  oidc = await startOidc();
  web = await openWebApp(PEOPLE_PAGES, {
    SINAMBUNG_OIDC_ISSUER: oidc.issuer,
    SINAMBUNG_OIDC_CLIENT_ID: oidc.clientId,
    SINAMBUNG_OIDC_CLIENT_SECRET: oidc.clientSecret,
  });
});
afterAll(async () => {
  await web.close();
  await oidc.close();
});

async function account(): Promise<string> {
  const email = `instansi-${++serial}@contoh.invalid`;
  await web.app.get(CreateAccount).run(Actor.terminal(ROLES), { name: 'Petugas Contoh', email, roles: ['coordinator'] });
  return email;
}

/** To the provider and back, up to the address that our callback is asked under. */
async function throughProvider(jar: BrowserJar, next = '/dasbor/piket'): Promise<string> {
  const left = await jar.get(`/masuk/instansi?lanjut=${encodeURIComponent(next)}`);
  const back = await oidc.visit(String(left.headers.location));
  return back.pathname + back.search;
}

const REFUSED = '/masuk?gagal=penyedia';

describe('signing in at a provider', () => {
  it('opens the account with the verified address, and leads where she wanted to go', async () => {
    const email = await account();
    oidc.holder = { sub: 'a-1', email, verified: true };
    const jar = new BrowserJar(web.app);
    expect((await jar.get('/masuk')).body).toContain('href="/masuk/instansi"');
    expect((await jar.get(await throughProvider(jar))).headers.location).toBe('/dasbor/piket');
    expect((await jar.get('/dasbor/akun')).body).toContain(email);
  });

  it('knows her again by the provider, not by the address', async () => {
    const email = await account();
    oidc.holder = { sub: 'a-2', email, verified: true };
    const first = new BrowserJar(web.app);
    await first.get(await throughProvider(first));
    oidc.holder = { sub: 'a-2', email: 'alamat-baru@contoh.invalid', verified: true };
    const second = new BrowserJar(web.app);
    await second.get(await throughProvider(second));
    expect((await second.get('/dasbor/akun')).body).toContain(email);
  });

  it('gives nobody an account, nor one whose address the provider has not verified', async () => {
    const before = (await web.app.get(Accounts).all()).length;
    oidc.holder = { sub: 'b-1', email: 'orang-luar@contoh.invalid', verified: true };
    const stranger = new BrowserJar(web.app);
    expect((await stranger.get(await throughProvider(stranger))).headers.location).toBe(REFUSED);
    expect((await web.app.get(Accounts).all()).length).toBe(before);
    oidc.holder = { sub: 'b-2', email: await account(), verified: false };
    expect((await stranger.get(await throughProvider(stranger))).headers.location).toBe(REFUSED);
    expect((await stranger.get('/dasbor/akun')).statusCode).toBe(303);
  });

  it('refuses an answer in another browser than the one that asked, and one that was used', async () => {
    oidc.holder = { sub: 'c-1', email: await account(), verified: true };
    const hers = new BrowserJar(web.app);
    const callback = await throughProvider(hers);
    expect((await new BrowserJar(web.app).get(callback)).headers.location).toBe(REFUSED);
    expect((await hers.get(callback)).headers.location).toBe('/dasbor/piket');
    expect((await hers.get(callback)).headers.location).toBe(REFUSED);
  });

  it('leads to no other site', async () => {
    oidc.holder = { sub: 'd-1', email: await account(), verified: true };
    const jar = new BrowserJar(web.app);
    expect((await jar.get(await throughProvider(jar, '//attacker.test/dasbor'))).headers.location).toBe('/dasbor');
  });

  it('is in the ledger, without an address', async () => {
    const entries = await web.app
      .get(Db)
      .many<{ detail: string }>(`select detail from audit.entry where verb = 'people.finish-provider-sign-in'`);
    expect(new Set(entries.map(({ detail }) => JSON.parse(detail).outcome))).toEqual(new Set(['signed-in', 'refused']));
    expect(JSON.stringify(entries)).not.toContain('@');
  });

  it('needs all three settings or none', () => {
    const config = (settings: NodeJS.ProcessEnv) => new Config(settings);
    expect(() => providerFrom(config({ SINAMBUNG_OIDC_ISSUER: 'https://id.example' }))).toThrow(SettingsError);
    expect(providerFrom(config({}))).toBeUndefined();
  });
});
