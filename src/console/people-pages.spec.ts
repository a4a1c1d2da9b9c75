import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BrowserJar } from '../../test/support/browser-jar.js';
import { totpCode } from '../../test/support/totp.js';
import { openWebApp, type WebApp } from '../../test/support/web-app.js';
import { PeopleApi } from '../api/people.controller.js';
import { Actor, CreateAccount, IssueSignInLink, IssueToken, ROLES, type Role } from '../people/index.js';
import { PEOPLE_PAGES } from './people-pages.js';

const PASSWORD = 'empat kata yang lama';
const terminal = Actor.terminal(ROLES);
let web: WebApp;
let serial = 0;

beforeAll(async () => {
  web = await openWebApp([...PEOPLE_PAGES, PeopleApi]);
});
afterAll(() => web.close());

const browser = () => new BrowserJar(web.app);

async function account(...roles: Role[]): Promise<string> {
  const email = `halaman-${++serial}@contoh.invalid`;
  await web.app.get(CreateAccount).run(terminal, { name: 'Petugas Contoh', email, roles });
  return email;
}

async function linkFor(target: { email?: string; role?: Role }): Promise<string> {
  const { url } = await web.app.get(IssueSignInLink).run(terminal, target);
  return new URL(url).pathname;
}

async function signedIn(...roles: Role[]) {
  const email = await account(...roles);
  const jar = browser();
  await jar.post(await linkFor({ email }), { password: PASSWORD, repeated: PASSWORD });
  return { jar, email };
}

const bearer = async (role: Role) => ({
  authorization: `Bearer ${(await web.app.get(IssueToken).run(terminal, { role })).token}`,
});

/** With the request target exactly as written, which `inject` would tidy. */
async function overTheWire(target: string, headers: Record<string, string> = {}): Promise<{ statusCode?: number }> {
  const server = web.app.getHttpServer();
  if (!server.listening) await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return new Promise((answered, failed) => {
    const asked = get({ host: '127.0.0.1', port, path: target, headers, agent: false }, (answer) => {
      answer.resume();
      answered(answer);
    });
    asked.once('error', failed);
  });
}

describe('coming in', () => {
  it.each(['/dasbor/piket', '/%64asbor/piket', '/dasbor/%70iket', 'http://127.0.0.1:3000/dasbor/piket', '/dasbor/piket#x'])(
    'is closed to a stranger who asks for %s',
    async (url) => {
      expect((await overTheWire(url)).statusCode).toBe(303);
    },
  );

  it.each(['/api/v1/roster', '/%61pi/v1/roster', '/api/%761/roster', 'http://127.0.0.1:3000/api/v1/roster', '/api/v1/roster#x'])(
    'takes a bearer token at %s, and no cookie',
    async (url) => {
      const { jar } = await signedIn('coordinator');
      expect((await overTheWire(url)).statusCode).toBe(401);
      expect((await overTheWire(url, { cookie: jar.cookie })).statusCode).toBe(401);
      expect((await overTheWire(url, await bearer('coordinator'))).statusCode).toBe(200);
    },
  );

  it('leads a stranger to the sign-in page and back to where she wanted to go', async () => {
    const { email } = await signedIn('coordinator');
    const jar = browser();
    const sent = await jar.get('/dasbor/piket?x=1');
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/masuk?lanjut=%2Fdasbor%2Fpiket%3Fx%3D1']);
    const page = await jar.get(String(sent.headers.location));
    expect(page.body).toContain('name="lanjut" value="/dasbor/piket?x&#x3D;1"');
    const entered = await jar.post('/masuk', { email, password: PASSWORD, lanjut: '/dasbor/piket?x=1' });
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/dasbor/piket?x=1']);
    expect((await jar.get('/dasbor/piket')).statusCode).toBe(200);
  });

  it.each(['https://attacker.test/', '//attacker.test', '/\\attacker.test', '/keluar', '%2F%2Fattacker.test'])(
    'does not lead to %s',
    async (lanjut) => {
      const { email, jar } = await signedIn('coordinator');
      const entered = await browser().post('/masuk', { email, password: PASSWORD, lanjut });
      expect(entered.headers.location).toBe('/dasbor');
      expect((await jar.get(`/masuk?lanjut=${encodeURIComponent(lanjut)}`)).headers.location).toBe('/dasbor');
      expect((await browser().get(`/masuk?lanjut=${encodeURIComponent(lanjut)}`)).body).toContain(
        'name="lanjut" value="/dasbor"',
      );
    },
  );

  it.each(['/masuk', '/masuk/totp'])('gives the form of %s back when its fields are not words', async (url) => {
    const payload = 'email=a&email=b&password=c&password=d&code=1&code=2';
    const headers = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' };
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await web.app.inject({ method: 'POST', url, headers: form, payload })).statusCode).toBe(422);
    const json = { ...headers, 'content-type': 'application/json' };
    expect((await web.app.inject({ method: 'POST', url, headers: json, payload: 'null' })).statusCode).toBe(422);
  });

  it('from a provider needs a provider', async () => {
    expect((await browser().get('/masuk/callback/oidc?code=a&state=b')).statusCode).toBe(
      (await browser().get('/masuk/instansi')).statusCode,
    );
  });

  it('says the same of a wrong address and of a wrong password, and keeps no password on the page', async () => {
    const { email } = await signedIn('coordinator');
    const [known, unknown] = [
      await browser().post('/masuk', { email, password: 'tebakan salah' }),
      await browser().post('/masuk', { email: 'x@contoh.invalid', password: 'tebakan salah' }),
    ];
    expect(known.statusCode).toBe(422);
    const main = (body: string) => body.slice(body.indexOf('<main'));
    expect(main(known.body).replace(email, '')).toBe(main(unknown.body).replace('x@contoh.invalid', ''));
    expect(known.body).not.toContain('tebakan salah');
    expect(known.headers['cache-control']).toBe('no-store');
  });

  it('shows a link without using it up, then uses it once', async () => {
    const link = await linkFor({ email: await account('auditor') });
    for (const _ of [1, 2]) expect((await browser().get(link)).statusCode).toBe(200);
    const jar = browser();
    expect((await jar.post(link)).headers.location).toBe('/dasbor');
    expect((await browser().post(link)).statusCode).toBe(410);
    expect((await browser().get(link)).statusCode).toBe(410);
    expect((await jar.get('/dasbor/akun')).body).toContain('Auditor');
  });

  it('gives back a form for a new account with what was wrong, without its passwords', async () => {
    const link = await linkFor({ role: 'admin' });
    const answer = await browser().post(link, {
      name: 'Admin Contoh',
      email: 'baru@contoh.invalid',
      password: 'pendek',
      repeated: 'pendek',
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('href="#password"');
    expect(answer.body).toContain('value="Admin Contoh"');
    expect(answer.body).not.toContain('pendek"');
  });

  it('sets a cookie that no script can read and no other site sends along', async () => {
    const { email } = await signedIn('coordinator');
    const entered = await browser().post('/masuk', { email, password: PASSWORD });
    expect(String(entered.headers['set-cookie'])).toMatch(/sinambung\.session_token=.*HttpOnly; SameSite=Lax/);
  });

  it('ends at the server when one leaves', async () => {
    const { jar } = await signedIn('coordinator');
    const stolen = browser();
    stolen.keep('sinambung.session_token', /sinambung\.session_token=([^;]+)/.exec(jar.cookie)![1]!);
    expect((await stolen.get('/dasbor/akun')).statusCode).toBe(200);
    expect((await jar.post('/keluar')).headers.location).toBe('/masuk');
    expect((await stolen.get('/dasbor/akun')).statusCode).toBe(303);
  });
});

describe('a second factor, by hand', () => {
  it('is turned on with the phone and asked for afterwards', async () => {
    const { jar, email } = await signedIn('admin');
    expect((await jar.post('/dasbor/akun/totp', { current: 'salah' })).body).toContain('href="#current"');
    const setup = await jar.post('/dasbor/akun/totp', { current: PASSWORD });
    const key = /<code>([A-Z2-7]+)<\/code>/.exec(setup.body)![1]!;
    const code = () => totpCode(`otpauth://totp/x?secret=${key}`);
    expect((await jar.post('/dasbor/akun/totp/pasti', { code: '12' })).statusCode).toBe(422);
    expect((await jar.post('/dasbor/akun/totp/pasti', { code: code() })).headers.location).toMatch(/^\/dasbor\/akun/);
    const next = browser();
    expect((await next.post('/masuk', { email, password: PASSWORD, lanjut: '/dasbor/piket' })).headers.location).toBe(
      '/masuk/totp?lanjut=%2Fdasbor%2Fpiket',
    );
    expect((await next.get('/dasbor/akun')).statusCode).toBe(303);
    expect((await next.post('/masuk/totp', { code: 'salah-benar' })).statusCode).toBe(422);
    expect((await browser().post('/masuk/totp', { code: code() })).headers.location).toBe('/masuk?gagal=lama');
  });
});

describe('forms from elsewhere', () => {
  const elsewhere: Record<string, string>[] = [
    { origin: 'https://attacker.test' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:3000' },
    { origin: 'null' },
    {},
  ];

  it.each(elsewhere)('with %j change nothing', async (headers) => {
    const { jar, email } = await signedIn('admin');
    const forms: [string, Record<string, string>][] = [
      ['/dasbor/piket', { functionName: 'Penyerang', phone: '+62 000 0000 0000' }],
      ['/dasbor/akun/sandi', { current: PASSWORD, password: 'milik penyerang sekarang', repeated: 'milik penyerang sekarang' }],
      ['/masuk', { email, password: PASSWORD }],
      ['/keluar', {}],
    ];
    for (const [url, form] of forms) expect((await jar.post(url, form, headers)).statusCode).toBe(403);
    expect((await jar.get('/dasbor/piket')).body).not.toContain('Penyerang');
  });
});

describe('the roster page', () => {
  it('is changed by those who keep it and only seen by the others', async () => {
    const keeper = await signedIn('coordinator');
    expect((await keeper.jar.post('/dasbor/piket', { functionName: 'Kepala UPT', phone: '+62 000 0000 0009' })).statusCode).toBe(
      303,
    );
    expect((await keeper.jar.post('/dasbor/piket', { functionName: 'Kepala UPT' })).statusCode).toBe(422);
    const { jar } = await signedIn('auditor');
    const page = await jar.get('/dasbor/piket');
    expect(page.body).toContain('Kepala UPT');
    expect(page.body).not.toContain('<form method="post" action="/dasbor/piket');
    expect((await jar.post('/dasbor/piket', { functionName: 'Auditor', phone: '+62 000 0000 0001' })).statusCode).toBe(403);
  });
});

describe('the API', () => {
  const call = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'POST' = 'GET', payload?: object) =>
    web.app.inject({ method, url, headers, payload });

  it('answers problem+json to strangers, to bad tokens, and to a session cookie', async () => {
    const { jar } = await signedIn('admin');
    for (const headers of [{}, { authorization: 'Bearer snb_tidak-ada-token-seperti-ini' }, { cookie: jar.cookie }]) {
      const answer = await call('/api/v1/roster', headers as Record<string, string>);
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
  });

  it('tells who one is, and lets only the right role change the roster', async () => {
    expect((await call('/api/v1/me', await bearer('auditor'))).json()).toEqual({ person: 'terminal', roles: ['auditor'] });
    const place = { functionName: 'Piket API', phone: '+62 000 0000 0005' };
    expect((await call('/api/v1/roster', await bearer('auditor'), 'POST', place)).statusCode).toBe(403);
    expect((await call('/api/v1/roster', await bearer('coordinator'), 'POST', place)).statusCode).toBe(201);
    const bad = await call('/api/v1/roster', await bearer('coordinator'), 'POST', { functionName: 'x' });
    expect([bad.statusCode, bad.json().fields[0].field]).toEqual([422, 'functionName']);
  });
});
