import { factsOf, hostLeg, offeringAt, onlineOffering, rerouteOf, shutStatus } from '../../test/support/answer-facts.js';
import { Config, Texts } from '../platform/index.js';
import { composeAnswer } from './compose-answer.js';
import { forwardText } from './forward-text.js';
import { gsmLength } from './gsm.js';
import { lastingAnswer } from './lasting.js';
import { smsText } from './sms-text.js';
import type { AnswerFacts } from './types.js';

const texts = new Texts(new Config({}));
const THURSDAY = new Date('2025-09-04T10:00:00+07:00');
const holidays: AnswerFacts['holidays'] = { '2025-09-05': 'national', '2025-12-25': 'national' };
const rerouted = factsOf({
  usual: offeringAt('samsat-katang', 'Samsat Katang'),
  usualStatus: shutStatus(),
  reroute: rerouteOf([hostLeg('mpp', { km: 15.1, startOn: '2025-09-01' })]),
  offerings: [offeringAt('mpp', 'MPP Kota Kediri'), onlineOffering()].map((offering) => ({ offering, status: 'normal' })),
  holidays,
});
const lasting = (facts: AnswerFacts) => lastingAnswer(composeAnswer(facts, THURSDAY), facts);

describe('what stays true after it was written', () => {
  it.each([
    ['in the usual place', factsOf({ holidays })],
    ['at a host', rerouted],
  ])('has the hours and the days off, and not whether it is open: %s', (_, facts) => {
    const answer = lasting(facts);
    expect(answer).toMatchObject({ isCopy: true, at: THURSDAY.toISOString(), goTo: [{ shutOn: ['2025-09-05'] }] });
    expect(answer.goTo[0]!.hours).toEqual(facts.usual!.hours);
    expect(JSON.stringify(answer)).not.toMatch(/openNow|closesAt|nextOpening|stale/);
  });

  it('names no day off that has no hours anyway, and none that a special opening undoes', () => {
    const usual = offeringAt('samsat-katang');
    usual.hours = {
      ...usual.hours,
      specialDays: { '2025-09-05': { spans: [{ open: '08:00', close: '10:00' }] }, '2025-09-09': { spans: [] } },
    };
    const answer = lasting(factsOf({ usual, holidays: { ...holidays, '2025-09-07': 'national' } }));
    expect(answer.goTo[0]!.shutOn).toEqual(['2025-09-09']);
  });

  it('is an SMS with hours and the moment it was made', () => {
    const sms = smsText(lasting(rerouted), 'id', texts);
    expect(sms).toBe(
      'JANGAN ke Samsat Katang: tutup sejak 30/8 21.30. Ke MPP Kota Kediri 15 km, mulai Sen 1/9. Dibuat 4/9 10.00. Online: Aplikasi SIGNAL.',
    );
    expect(smsText(lasting(factsOf()), 'id', texts)).toContain('Sen-Kam 08.00-12.00, Jum 08.00-11.00, Sab 08.00-12.00. Dibuat');
    expect(gsmLength(sms)).toBeLessThanOrEqual(160);
  });

  it('is a text to forward that says when it was made, and judges no age', () => {
    const text = forwardText(lasting(rerouted), 'id', texts, 'https://contoh.invalid/layanan/x');
    expect(text).toContain('Dibuat 4 September 2025 10.00 WIB.');
    expect(text).toContain('Tutup 5 September 2025 (hari libur).');
    expect(text).not.toContain('sudah lama');
  });
});
