import fc from 'fast-check';
import { offeringAt } from '../../../test/support/answer-facts.js';
import { ALL_COMPONENTS, standardScore } from '../standards/standard-score.js';
import type { CitizenCase, EligibilityRule, EmergencyVariant, ServiceStandard } from '../types.js';
import { isUnconfirmed, qualifies } from './eligibility.js';
import { differences, emergencyOffering } from './emergency.js';

const words = (text: string) => ({ id: text, en: text });
const rule = (code: EligibilityRule['code'], change: Partial<EligibilityRule> = {}): EligibilityRule => ({
  code,
  text: code,
  texts: words(code),
  source: 'contoh',
  certainty: 'V2',
  ...change,
});
const SIGNAL = [
  rule('annual-only'),
  rule('not-company'),
  rule('not-public-transport'),
  rule('not-blocked'),
  rule('late-at-most', { days: 60 }),
];
const FITS: CitizenCase = { annual: true, owner: 'private', publicTransport: false, blocked: false, daysLate: 60 };

describe('who may use an online channel', () => {
  it.each<[CitizenCase, string, string[]]>([
    [{}, 'yes', SIGNAL.map(({ code }) => code)],
    [{ annual: false }, 'no', ['annual-only']],
    [{ owner: 'company' }, 'no', ['not-company']],
    [{ publicTransport: true, blocked: true }, 'no', ['not-public-transport', 'not-blocked']],
    [{ daysLate: 61 }, 'no', ['late-at-most']],
    [{ daysLate: 0 }, 'yes', SIGNAL.map(({ code }) => code)],
    [{ blocked: undefined }, 'unknown', ['not-blocked']],
    [{ blocked: undefined, daysLate: 400 }, 'no', ['late-at-most']],
    [{ owner: undefined, daysLate: undefined }, 'unknown', ['not-company', 'late-at-most']],
  ])('%j: %s, because of %j', (change, verdict, because) => {
    const found = qualifies(SIGNAL, { ...FITS, ...change });
    expect({ verdict: found.verdict, because: found.because.map(({ code }) => code) }).toEqual({ verdict, because });
  });

  it('judges nothing by a limit that nobody knows', () => {
    expect(qualifies([rule('late-at-most')], FITS).verdict).toBe('unknown');
    expect(qualifies([], {}).verdict).toBe('yes');
    expect(['V', 'V2', 'C', 'K', 'U'].map((certainty) => isUnconfirmed({ certainty } as EligibilityRule))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('never turns a no into a yes by knowing more, nor a yes into a no by more time', () => {
    const answer = fc.option(fc.boolean(), { nil: undefined });
    const given = fc.record({
      annual: answer,
      owner: fc.option(fc.constantFrom('private' as const, 'company' as const), { nil: undefined }),
      publicTransport: answer,
      blocked: answer,
      daysLate: fc.option(fc.integer({ min: 0, max: 800 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(given, fc.subarray(SIGNAL), (some, rules) => {
        const { verdict, because } = qualifies(rules, some);
        if (verdict === 'no') expect(qualifies(rules, { ...FITS, ...drop(some) }).verdict).toBe('no');
        if (verdict === 'yes') expect(qualifies(rules, { ...some, daysLate: 0 }).verdict).toBe('yes');
        expect(rules).toEqual(expect.arrayContaining(because));
        expect(because.length > 0 || rules.length === 0).toBe(true);
      }),
    );
  });
});

function drop<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Partial<T>;
}

describe('an emergency variant', () => {
  const requirement = (code: string) => ({ code, text: code, texts: words(code), source: 'contoh', isSample: false });
  const usual = { ...offeringAt('mpp'), requirements: [requirement('ktp'), requirement('stnk')] };
  const variant = (change: Partial<EmergencyVariant>): EmergencyVariant => ({ adds: [], drops: [], limits: [], ...change });
  const nights = { ...usual.hours, weekly: { mon: [{ open: '18:00', close: '26:00' }] } };

  it.each<[Partial<EmergencyVariant>, string[]]>([
    [{}, []],
    [{ adds: [requirement('surat')], drops: ['stnk'], limits: [words('50 orang')] }, ['adds', 'drops', 'limit']],
    [{ adds: [requirement('ktp')], drops: ['bpkb'] }, []],
    [{ hours: nights, capacityPerDay: 40 }, ['hours', 'capacity']],
    [{ hours: structuredClone(usual.hours), capacityPerDay: usual.capacityPerDay }, []],
  ])('%j differs in %j', (change, kinds) => {
    expect(differences({ ...usual, emergency: variant(change) }).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('keeps the single days on which the place differs anyway', () => {
    const specialDays = { '2025-09-20': { spans: [] } };
    const drilled = { ...usual, hours: { ...usual.hours, specialDays } };
    const same = { ...drilled, emergency: variant({ hours: structuredClone(usual.hours) }) };
    expect(differences(same)).toEqual([]);
    expect(emergencyOffering({ ...drilled, emergency: variant({ hours: nights }) }).hours).toEqual({ ...nights, specialDays });
  });

  it('is the usual where nothing was arranged', () => {
    expect(emergencyOffering(usual)).toBe(usual);
    expect(differences(usual)).toEqual([]);
  });

  it('gives the offering as it is then', () => {
    const emergency = variant({
      hours: nights,
      adds: [requirement('surat'), requirement('ktp')],
      drops: ['stnk'],
      capacityPerDay: 40,
    });
    const then = emergencyOffering({ ...usual, emergency });
    expect(then).toMatchObject({ hours: nights, capacityPerDay: 40 });
    expect(then.requirements.map(({ code }) => code)).toEqual(['ktp', 'surat']);
  });
});

describe('how complete a service standard is', () => {
  const entry = { texts: words('x'), source: 'contoh', isSample: false };

  it('counts the 14 components of the law', () => {
    expect(ALL_COMPONENTS).toHaveLength(14);
    expect(new Set(ALL_COMPONENTS).size).toBe(14);
    expect(standardScore()).toEqual({ filled: 0, of: 14, missing: ALL_COMPONENTS });
    expect(standardScore({ fee: entry })).toMatchObject({ filled: 1, missing: expect.not.arrayContaining(['fee']) });
  });

  it('adds up', () => {
    fc.assert(
      fc.property(fc.subarray(ALL_COMPONENTS), (filled) => {
        const standard: ServiceStandard = Object.fromEntries(filled.map((component) => [component, entry]));
        const score = standardScore(standard);
        expect(score.filled).toBe(filled.length);
        expect([...filled, ...score.missing].sort()).toEqual([...ALL_COMPONENTS].sort());
      }),
    );
  });
});
