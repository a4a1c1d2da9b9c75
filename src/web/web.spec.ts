import { NotFoundException } from '@nestjs/common';
import { Config, DomainError, Texts } from '../platform/index.js';
import { emptyForm, failedForm } from './forms.js';
import { SecurityHeaders } from './headers.js';
import { chosenLocale, localeOf } from './locale.js';
import { problemJson, problemOf } from './problem.js';

const texts = new Texts(new Config({}));
const problem = (error: unknown) => problemOf(error, 'id', texts, () => 'ab12');

describe('the language of a request', () => {
  it.each([
    ['/', undefined, 'id'],
    ['/?bahasa=en', undefined, 'en'],
    ['/?bahasa=id', 'bahasa=en', 'id'],
    ['/', 'x=1; bahasa=en; y=2', 'en'],
    ['/', 'xbahasa=en', 'id'],
    ['/?bahasa=xx', 'bahasa=zz', 'id'],
    ['/?a=b&bahasa=en', 'bahasa=id', 'en'],
  ] as const)('of %s with the cookie %s is %s', (url, cookie, locale) => {
    expect(localeOf({ url, headers: { cookie } })).toBe(locale);
  });

  it('is only remembered when it was chosen', () => {
    expect(chosenLocale('/?bahasa=en')).toBe('en');
    expect(chosenLocale('/en')).toBeUndefined();
  });
});

describe('an error', () => {
  const refusal = new DomainError('people.not-permitted', 'forbidden', 'this account may not do that', 'ask an administrator');

  it('of a room keeps its code, and becomes RFC 9457', () => {
    const json = problemJson(problem(refusal), '/api/v1/incidents');
    expect(json).toMatchObject({
      type: 'urn:sinambung:error:people.not-permitted',
      status: 403,
      code: 'people.not-permitted',
      instance: '/api/v1/incidents',
    });
  });

  it.each([
    ['invalid', 422],
    ['not-found', 404],
    ['conflict', 409],
    ['forbidden', 403],
    ['gone', 410],
    ['unavailable', 503],
  ] as const)('of the kind %s has the status %i', (kind, status) => {
    expect(problem(new DomainError('a.b', kind, 'x')).status).toBe(status);
  });

  it('that nobody expected shows a reference and nothing of itself', () => {
    const shown = problem(new Error('select secret from somewhere'));
    expect(shown).toMatchObject({ status: 500, code: 'web.unknown', reference: 'ab12' });
    expect(JSON.stringify(shown)).not.toContain('secret');
    expect(problem('thrown text').status).toBe(500);
    expect(problem(undefined).status).toBe(500);
  });

  it('of the frame keeps its status and needs no reference', () => {
    expect(problem(new NotFoundException())).toMatchObject({ status: 404, code: 'web.not-found' });
    expect(problem(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))).toMatchObject({ status: 503 });
    expect(problem(Object.assign(new Error('0x00'), { driverError: { code: '22021' } }))).toMatchObject({ status: 400 });
    expect(problem(Object.assign(new Error('too large'), { statusCode: 413 })).status).toBe(413);
  });
});

describe('a form that came back', () => {
  it('points to the fields that were wrong and keeps what was written', () => {
    const error = new DomainError('platform.bad-input', 'invalid', 'the input is not valid', undefined, {
      fields: [{ field: 'beganAt', message: 'x' }],
    });
    const form = failedForm(texts, 'id', { beganAt: 'kemarin' }, error);
    expect(form).toMatchObject({
      values: { beganAt: 'kemarin' },
      errors: { beganAt: 'Periksa isian ini.' },
      list: [{ field: 'beganAt' }],
    });
    expect(emptyForm().list).toEqual([]);
  });

  it('is not made of an error that nobody expected', () => {
    expect(() => failedForm(texts, 'id', {}, new Error('disk'))).toThrow('disk');
  });
});

describe('security headers', () => {
  const headers = new SecurityHeaders({ styleHash: "'sha256-x'", https: true, signInWith: 'https://oidc.invalid' });

  it.each(['/layanan/pkb-tahunan/35.06.03', '/layanan/pkb-tahunan/35.06.03/online', '/kras/pajak', '/dasborku', '/periksa/x'])(
    'let no script run on %s',
    (url) => {
      expect(headers.policyFor(url)).toContain("default-src 'none'");
      expect(headers.policyFor(url)).not.toContain('script-src');
    },
  );

  it.each([
    '/dasbor',
    '/dasbor/kejadian?x=1',
    '/masuk',
    '/',
    '/?bahasa=en',
    '/cari?layanan=x',
    '/layanan/pkb-tahunan',
    '/peta/a/b',
  ])('let only our files run on %s', (url) => {
    expect(headers.policyFor(url)).toContain("script-src 'self';");
    expect(headers.policyFor(url)).not.toContain('unsafe');
  });

  it('let forms go nowhere but here and to the sign-in provider', () => {
    expect(headers.policyFor('/masuk')).toContain("form-action 'self' https://oidc.invalid;");
    expect(headers.fixed['strict-transport-security']).toBeDefined();
  });
});
