import fc from 'fast-check';
import { countOf, overlap, readSerial, readSerials, type Serials, serialText } from '../platform/index.js';
import { around, dueOf, hintOf, missingNotices, normalReference, refuseWrongState, TRANSITIONS } from './rules.js';
import { ITEM_STATES } from './types.js';

const range: fc.Arbitrary<Serials> = fc
  .tuple(fc.nat(9000), fc.nat(900))
  .map(([from, more]) => ({ prefix: 'SKPD-', digits: 6, from, to: from + more }));

describe('what is in custody', () => {
  it.each([
    ['lost', 'intact', true],
    ['lost', 'replaced', true],
    ['unknown', 'replaced', false],
    ['intact', 'replaced', false],
    ['returned', 'lost', false],
    ['replaced', 'intact', false],
  ] as const)('%s to %s: %s', (from, to, may) => {
    const go = () => refuseWrongState(from, to);
    if (may) expect(go).not.toThrow();
    else expect(go).toThrow('cannot go');
  });

  it('names every state, and leads nowhere that is not one', () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...ITEM_STATES].sort());
  });

  it.each([
    ['ag 1234-xx', 'AG1234XX', '4XX'],
    ['12345', '12345', undefined],
    ['  ', '', undefined],
  ])('reads the number %j', (text, normal, hint) => {
    expect([normalReference(text), hintOf(text)]).toEqual([normal, hint]);
  });

  it.each([
    ['SKPD-000123', 'SKPD-000200', 78],
    ['skpd-000123', 'SKPD-000123', 1],
    ['1', '9', 9],
    ['SKPD-000200', 'SKPD-000123', undefined],
    ['SKPD-0123', 'SKPD-000200', undefined],
    ['A1', 'B2', undefined],
    ['SKPD', 'SKPD-1', undefined],
  ])('%s to %s are %s blanks', (first, last, count) => {
    const serials = readSerials(first, last);
    expect(serials && countOf(serials)).toBe(count);
  });

  it('reads a serial number as it writes it', () => {
    fc.assert(fc.property(range, (one) => readSerial(serialText(one, one.to))?.number === one.to));
  });

  it('takes a part out of a range and leaves the rest, nothing twice and nothing lost', () => {
    fc.assert(
      fc.property(range, fc.nat(900), fc.nat(900), (whole, skip, take) => {
        const from = whole.from + (skip % countOf(whole));
        const part = { ...whole, from, to: Math.min(whole.to, from + take) };
        const rest = around(whole, part);
        const sum = rest.reduce((count, one) => count + countOf(one), countOf(part));
        return sum === countOf(whole) && rest.every((one) => !overlap(one, part));
      }),
    );
  });

  it('refuses a part that lies outside', () => {
    const whole = { prefix: 'A', digits: 3, from: 10, to: 20 };
    expect(() => around(whole, { ...whole, from: 5, to: 12 })).toThrow('not within');
    expect(() => around(whole, { ...whole, prefix: 'B' })).toThrow('not within');
  });

  it('gives 72 hours, and says who has yet to be told', () => {
    expect(dueOf(new Date('2025-08-31T07:00:00+07:00')).toISOString()).toBe('2025-09-03T00:00:00.000Z');
    const sentAt = new Date();
    const told = (recipient: 'institution' | 'public') => ({ recipient, sentAt, means: 'surat', recordedBy: 'x' });
    expect(missingNotices({ notices: [] })).toEqual(['institution', 'subjects']);
    expect(missingNotices({ notices: [told('institution'), told('public')] })).toEqual(['subjects']);
  });
});
