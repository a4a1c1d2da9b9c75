import fc from 'fast-check';
import { Config } from '../config.js';
import { defineErrors } from '../errors.js';
import { Texts } from '../texts/index.js';
import { formatDate, formatDateTime, formatKm, formatRupiah, formatTime, Views } from './index.js';

const FIRE = new Date('2025-08-30T21:30:00+07:00');

describe('what people read', () => {
  it.each([
    ['id', 'Asia/Jakarta', '30 Agustus 2025 21.30 WIB'],
    ['en', 'Asia/Jakarta', '30 August 2025 21:30 WIB'],
    ['id', 'Asia/Makassar', '30 Agustus 2025 22.30 WITA'],
    ['id', 'Asia/Jayapura', '30 Agustus 2025 23.30 WIT'],
  ] as const)('is a time in %s in the zone %s', (locale, zone, shown) => {
    expect(formatDateTime(FIRE, locale, zone)).toBe(shown);
    expect(formatDateTime(FIRE.toISOString(), locale, zone)).toBe(shown);
  });

  it('does not move a civil date between zones', () => {
    for (const zone of ['Asia/Jakarta', 'Asia/Jayapura', 'America/Los_Angeles'])
      expect(formatDate('2025-09-12', 'id', zone)).toBe('12 September 2025');
    expect(formatDateTime('2025-09-12')).toBe('12 September 2025');
    expect(formatTime(new Date('2025-08-30T17:05:00Z'))).toBe('00.05');
  });

  it('groups rupiah by dots and loses no digit', () => {
    expect(formatRupiah(1_234_567)).toBe('Rp1.234.567');
    expect(formatKm(15.1)).toBe('15,1\u00a0km');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 }), (amount) => Number(formatRupiah(amount).replace(/\D/g, '')) === amount),
    );
  });

  it('refuses what is not a moment', () => {
    expect(() => formatDate('besok')).toThrow(RangeError);
  });
});

describe('pages', () => {
  const texts = new Texts(new Config({}));
  const views = new Views(new Config({}), texts);
  const problem = { title: '<b>Tutup</b>', detail: 'a & b' };

  it('escape what they are given, and tell the layout their title', () => {
    const page = views.page('portal', 'web/problem', { problem, home: '/' }, { locale: 'id' });
    expect(page).toContain('<title>&lt;b&gt;Tutup&lt;/b&gt; – Sinambung</title>');
    expect(page).toContain('a &amp; b');
    expect(page).toContain('<html lang="id">');
  });

  it('show a field that is named like a helper', () => {
    expect(views.fragment('web/problem', { problem: { title: 'Judul' }, home: '/' }, { locale: 'id' })).toContain(
      '<h1>Judul</h1>',
    );
  });

  it('do not remember the title of the page before', () => {
    views.page('portal', 'web/problem', { problem, home: '/' }, { locale: 'id' });
    expect(views.fragment('web/problem', { problem: { title: 'x' }, home: '/' }, { locale: 'en' })).toContain(
      'To the front page',
    );
  });

  it('refuse a key without words and a template that is not there', () => {
    expect(() => texts.t('id', 'web:no-such-key')).toThrow('no words for web:no-such-key');
    expect(() => views.page('portal', 'web/no-such-page', {}, { locale: 'id' })).toThrow(
      'there is no template web/no-such-page.hbs',
    );
  });

  it('fall back to the error itself where its room gave no words', () => {
    const errors = defineErrors('nowhere', { 'made-up': { kind: 'conflict', message: 'made up', hint: 'nothing' } });
    expect(texts.error('id', errors.madeUp())).toEqual({ message: 'made up', hint: 'nothing' });
  });
});
