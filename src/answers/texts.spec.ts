import fc from 'fast-check';
import { factsOf, hostLeg, offeringAt, onlineOffering, rerouteOf, shutStatus } from '../../test/support/answer-facts.js';
import { Config, Texts } from '../platform/index.js';
import { composeAnswer } from './compose-answer.js';
import { forwardText } from './forward-text.js';
import { gsmLength, isGsm, toGsm } from './gsm.js';
import { momentIn } from './moment.js';
import { smsText } from './sms-text.js';
import type { AnswerFacts, LatenessPart } from './types.js';

const texts = new Texts(new Config({}));
const SUNDAY = new Date('2025-08-31T10:00:00+07:00');
const part = (name: string, state: LatenessPart['state'], more: object = {}) =>
  ({ part: name, state, authority: 'Gubernur', authorityConfirmed: false, ...more }) as LatenessPart;
const granted = { number: '900.1/123/2025', dueFrom: '2025-08-30', dueTo: '2025-09-12', payBy: '2025-09-30' };
const rerouted = (change: Partial<AnswerFacts> = {}) =>
  factsOf({
    usual: offeringAt('samsat-katang', 'Samsat Katang'),
    usualStatus: shutStatus(),
    reroute: rerouteOf([hostLeg('mpp', { km: 15.1 }), hostLeg('pare', { km: 29.7 })]),
    offerings: [offeringAt('mpp', 'MPP Kota Kediri'), offeringAt('pare', 'Samsat Pare'), onlineOffering()].map((offering) => ({
      offering,
      status: 'normal',
    })),
    lateness: [part('pkb', 'none'), part('opsen', 'none')],
    ...change,
  });
const sms = (facts: AnswerFacts) => smsText(composeAnswer(facts, SUNDAY), 'id', texts);
const forward = (facts: AnswerFacts) =>
  forwardText(composeAnswer(facts, SUNDAY), 'id', texts, 'https://contoh.invalid/layanan/x');

describe('the SMS', () => {
  it.each([
    [
      'reported',
      factsOf({
        usual: offeringAt('k', 'Samsat Katang'),
        usualStatus: shutStatus({ confirmedAt: undefined }),
        lateness: [part('pkb', 'none')],
      }),
      'JANGAN ke Samsat Katang: dilaporkan tutup 30/8 21.30, menunggu konfirmasi. Tempat pengganti sedang diatur. Online: Aplikasi SIGNAL. Denda: belum ada keputusan.',
    ],
    [
      'rerouted',
      rerouted(),
      'JANGAN ke Samsat Katang: tutup sejak 30/8 21.30. Ke MPP Kota Kediri 15 km, buka Sen 1/9 08.00. Online: Aplikasi SIGNAL. Denda: belum ada keputusan.',
    ],
    [
      'normal',
      factsOf({ usual: offeringAt('k', 'Samsat Katang') }),
      'Samsat Katang 18 km, buka Sen 1/9 08.00. Online: Aplikasi SIGNAL.',
    ],
    ['unknown', factsOf({ usual: undefined, offerings: [] }), 'Belum ada data kantor utk Kras.'],
  ])('%s', (_, facts, expected) => expect(sms(facts)).toBe(expected));

  it('promises only what is signed, with its number', () => {
    const short = {
      reroute: rerouteOf([hostLeg('mpp')]),
      offerings: [{ offering: offeringAt('mpp', 'MPP'), status: 'normal' as const }],
    };
    expect(sms(rerouted({ ...short }))).toContain('Denda: belum ada keputusan.');
    expect(sms(rerouted({ ...short, lateness: [part('pkb', 'proposed'), part('opsen', 'none')] }))).toContain('baru diusulkan');
    const signed = sms(rerouted({ ...short, lateness: [part('pkb', 'granted', granted), part('opsen', 'none')] }));
    expect(signed).toContain('Bebas denda PKB: SK 900.1/123/2025.');
    expect(signed).not.toContain('Opsen');
  });

  it('always fits 160 places of GSM 03.38, and the warning always comes first', () => {
    const name = fc.string({
      unit: fc.constantFrom(...'abc XYZ09éß€[]|~^\\{}“”–…日本🙂\n'.split('')),
      minLength: 1,
      maxLength: 120,
    });
    fc.assert(
      fc.property(
        name,
        name,
        name,
        name,
        fc.boolean(),
        fc.constantFrom('id' as const, 'en' as const),
        (closed, host, online, number, confirmed, locale) => {
          const facts = rerouted({
            usual: offeringAt('samsat-katang', closed),
            usualStatus: shutStatus(confirmed ? {} : { confirmedAt: undefined }),
            offerings: [offeringAt('mpp', host), offeringAt('pare', host), onlineOffering(online)].map((offering) => ({
              offering,
              status: 'normal',
            })),
            lateness: [part('pkb', 'granted', { ...granted, number })],
          });
          const text = smsText(composeAnswer(facts, SUNDAY), locale, texts);
          expect(gsmLength(text)).toBeLessThanOrEqual(160);
          expect(isGsm(text)).toBe(true);
          expect(text).toMatch(/^(JANGAN ke|DO NOT go to)/);
        },
      ),
    );
  });
});

describe('GSM 03.38', () => {
  it('keeps every letter it has, and finds a likeness for others', () =>
    expect(toGsm('“Ma’rūf” – 5…\u00a0km 日')).toBe('"Ma\'ruf" - 5... km ?'));
  it('counts two places for the extension', () => expect(gsmLength('[€]a')).toBe(7));
});

describe('the text to forward', () => {
  it('tells all that the page tells', () => {
    const text = forward(
      rerouted({ lateness: [part('pkb', 'granted', granted), part('opsen', 'none'), part('swdkllj', 'proposed')] }),
    );
    for (const piece of [
      '*Jangan datang ke Samsat Katang*: tutup sejak 30 Agustus 2025 21.30 WIB.',
      '1. *MPP Kota Kediri*, 15,1\u00a0km garis lurus dari Kras',
      'Jam layanan: Sen-Kam 08.00-12.00, Jum 08.00-11.00, Sab 08.00-12.00.',
      'Bawa: KTP asli.',
      'Telepon (0354) 000-0001 (nomor contoh).',
      'Hanya bila: hanya tahunan',
      '- PKB: dibebaskan (SK no. 900.1/123/2025) untuk jatuh tempo 30 Agustus 2025 sampai 12 September 2025, bayar paling lambat 30 September 2025',
      '- Opsen: belum ada keputusan, simpan bukti ini',
      '- SWDKLLJ: diusulkan dibebaskan, belum diputuskan',
      'https://contoh.invalid/layanan/x',
    ]) {
      expect(text).toContain(piece);
    }
  });

  it('names the gap', () => {
    const params = { region: 'Kras' };
    const reroute = {
      ...rerouteOf([]),
      gap: {
        serviceId: 's',
        regionCode: 'r',
        reason: { key: 'gap.none', params },
        closesBy: { key: 'closes.declined', params: { name: 'Samsat Pare', km: 29.7 } },
      },
    };
    expect(forward(rerouted({ reroute }))).toContain('Teratasi bila Samsat Pare (29,7\u00a0km garis lurus) sanggup menerima.');
  });

  it('has words for every answer in both languages', () => {
    for (const locale of ['id', 'en'] as const) {
      for (const facts of [
        factsOf(),
        rerouted(),
        factsOf({ usualStatus: shutStatus({ expectedEnd: '2025-09-12T00:00:00.000Z' }) }),
      ]) {
        expect(forwardText(composeAnswer(facts, SUNDAY), locale, texts, 'u')).not.toMatch(/answers:|undefined|\{\{/);
      }
    }
  });
});

describe('a moment', () => {
  it('is read in the zone of the region', () => {
    expect(momentIn('2025-09-05T10:00', 'Asia/Jakarta').toISOString()).toBe('2025-09-05T03:00:00.000Z');
    expect(momentIn('2025-09-05T10:00', 'Asia/Jayapura').toISOString()).toBe('2025-09-05T01:00:00.000Z');
    expect(momentIn('2025-09-05T10:00+07:00', 'Asia/Jayapura').toISOString()).toBe('2025-09-05T03:00:00.000Z');
  });
  it.each(['kemarin', '2025-13-01', '', '-271820-01-01', '0000-01-01', '+275760-09-13', ['2025-09-05', '2025-09-06']])(
    '%j is refused',
    (text) => expect(() => momentIn(text, 'Asia/Jakarta')).toThrow(expect.objectContaining({ code: 'answers.bad-moment' })),
  );
});
