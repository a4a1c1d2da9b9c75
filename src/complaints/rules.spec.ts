import fc from 'fast-check';
import { anyCharacter } from '../../test/support/any-character.js';
import { gsmLength, isGsm } from '../answers/index.js';
import { makeTracking, masked, normalNumber, readTracking, trackingIn } from '../platform/index.js';
import { asksSomething } from './deadlines.js';
import { placeNamed, readChoice, readText, saysSomething, tidy } from './reading.js';
import { add, allows, answer, close, handOn, move, STATES } from './rules.js';
import { fitSms, SMS_LENGTH } from './sms-text.js';
import { type CloseReason, type Complaint, type ComplaintState, closeReasons, complaintStates } from './types.js';

const NOW = new Date('2025-08-30T22:00:00+07:00');
const complaint = (state: ComplaintState): Complaint => ({
  id: '1',
  tracking: 'K7RA-4MX9',
  door: 'sms',
  state,
  locale: 'id',
  receivedAt: NOW,
  replyBy: '2025-09-09',
  resolveBy: '2025-09-09',
});

describe('the states of a complaint', () => {
  it.each([
    ['received', 'answer-automatically', 'answered-automatically'],
    ['received', 'hand-on', 'handed-on'],
    ['answered-automatically', 'hand-on', 'handed-on'],
    ['answered-automatically', 'answer', 'answered'],
    ['handed-on', 'answer-automatically', 'handed-on'],
    ['handed-on', 'answer', 'answered'],
    ['answered', 'add', 'received'],
    ['answered', 'close', 'closed'],
  ] as const)('%s, %s: %s', (from, step, to) => expect(move(complaint(from), step).state).toBe(to));

  it('lets nothing happen to a closed one', () => {
    expect(STATES.closed).toEqual({});
    expect(() => answer(complaint('closed'), '2025-09-12', NOW)).toThrow(
      expect.objectContaining({ code: 'complaints.not-from-this-state' }),
    );
  });

  it.each(complaintStates.filter((state) => state !== 'closed' && state !== 'answered'))(
    'never resolves %s without an officer',
    (state) => {
      for (const reason of ['answered', 'no-reply'] as CloseReason[])
        expect(() => close(complaint(state), reason, NOW)).toThrow(expect.objectContaining({ code: 'complaints.not-resolved' }));
      expect(close(complaint(state), 'duplicate', NOW).state).toBe('closed');
    },
  );

  it('never counts an automatic answer as resolved, whatever happens in what order', () => {
    const steps = fc.array(fc.constantFrom('answer-automatically', 'add', 'hand-on'), { maxLength: 20 });
    fc.assert(
      fc.property(steps, fc.constantFrom(...closeReasons), (taken, reason) => {
        const state = taken.reduce<ComplaintState>(
          (at, step) => (allows(at, step) ? move(complaint(at), step).state : at),
          'received',
        );
        expect(state).not.toBe('answered');
        if (reason === 'answered' || reason === 'no-reply') expect(() => close(complaint(state), reason, NOW)).toThrow();
      }),
    );
  });

  it('does not close by itself what was opened again', () => {
    const answered = answer(complaint('received'), '2025-09-12', NOW);
    expect(answered.silentAfter).toBe('2025-09-12');
    expect(add(answered).silentAfter).toBeUndefined();
    expect(handOn(answered, 'samsat-pare').silentAfter).toBeUndefined();
  });
});

describe('tracking numbers', () => {
  const made = fc.infiniteStream(fc.nat(18)).map((stream) => makeTracking(() => stream.next().value as number));

  it('are read as typed or spelled', () => {
    fc.assert(
      fc.property(made, (tracking) => {
        expect(tracking).toMatch(/^[3-9ACFHJKLMRWXY]{4}-[3-9ACFHJKLMRWXY]{4}$/);
        for (const typed of [tracking.toLowerCase(), tracking.replace('-', ''), ` ${[...tracking].join(' ')} `])
          expect(readTracking(typed)).toBe(tracking);
        expect(trackingIn(`status ${tracking.toLowerCase()} bagaimana`)).toBe(tracking);
      }),
    );
  });

  it('notice one wrong sign and two swapped ones', () => {
    fc.assert(
      fc.property(made, fc.nat(7), fc.constantFrom(...'3456789ACFHJKLMRWXY'), fc.nat(7), (tracking, at, sign, other) => {
        const signs = [...tracking.replace('-', '')];
        const wrong = signs.with(at, sign).join('');
        expect(readTracking(wrong)).toBe(sign === signs[at] ? tracking : undefined);
        const swapped = signs.with(at, signs[other]!).with(other, signs[at]!).join('');
        expect(readTracking(swapped)).toBe(swapped === signs.join('') ? tracking : undefined);
      }),
    );
  });

  it('survive any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => expect(readTracking(text) ?? '').toMatch(/^(?:.{4}-.{4})?$/)),
    );
  });
});

describe('reading a text', () => {
  it.each([
    ['KABKEDIRI samsat katang tutup', { code: 'KABKEDIRI', body: 'samsat katang tutup' }],
    ['kabkediri: samsat', { code: 'KABKEDIRI', body: 'samsat' }],
    ['  KabKediri\r\n  samsat  katang ', { code: 'KABKEDIRI', body: 'samsat katang' }],
    ['KABKEDIRI', { code: 'KABKEDIRI', body: '' }],
    ['kras', { body: 'kras' }],
    ['KABBLITAR samsat tutup', { unknownCode: 'KABBLITAR', body: 'KABBLITAR samsat tutup' }],
    ['samsat tutup', { body: 'samsat tutup' }],
    ['', { body: '' }],
  ])('%j', (text, expected) => expect(readText(text, ['KABKEDIRI'])).toEqual(expected));

  it('takes any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 5000 }), (text) => {
        const clean = tidy(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect([...clean].length).toBeLessThanOrEqual(2000);
        expect(readText(text, ['KABKEDIRI']).body.length).toBeLessThanOrEqual(clean.length);
      }),
    );
  });

  it.each([
    ['…???', false],
    ['🙏🙏', false],
    ['a', true],
    ['5', true],
    ['  ', false],
  ])('%j says something: %s', (text, expected) => expect(saysSomething(text)).toBe(expected));

  const wates = [
    { id: '35.06.06', name: 'Wates, Kabupaten Kediri' },
    { id: '35.06.11', name: 'Plemahan, Kabupaten Kediri' },
  ];
  it.each([
    ['1', '35.06.06'],
    [' no. 2 ', '35.06.11'],
    ['plemahan', '35.06.11'],
    ['Wates, kabupaten kediri', '35.06.06'],
    ['3', undefined],
    ['0', undefined],
    ['kras', undefined],
    ['', undefined],
  ])('the choice %j', (text, id) => expect(readChoice(text, wates)?.id).toBe(id));

  it.each([
    ['saya dari kras', 'kras'],
    ['bayar dimana? kec. kras', 'kras'],
    ['kecamatan Ngancar', 'ngancar'],
    ['samsat katang tutup', undefined],
  ])('the place in %j', (text, place) => expect(placeNamed(text)).toBe(place));

  it.each([
    ['bayar pajak dimana', true],
    ['bagaimana caranya', true],
    ['tutup?', true],
    ['petugas tidak ada di loket', false],
  ])('%j asks: %s', (text, expected) => expect(asksSomething(text)).toBe(expected));
});

describe('telephone numbers', () => {
  it.each([
    ['0812-0000-0001', '+6281200000001'],
    ['6281200000001', '+6281200000001'],
    ['+62 812 0000 0001', '+6281200000001'],
    ['TELKOMSEL', 'TELKOMSEL'],
  ])('%s is %s', (given, expected) => expect(normalNumber(given)).toBe(expected));

  it('are masked, whatever they are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?\d{4,15}$/), (address) => {
        expect(masked(address)).toContain('•••');
        expect(masked(address)).not.toBe(address);
      }),
    );
    expect(masked('+6281200000001')).toBe('+62812•••••001');
  });
});

describe('one SMS', () => {
  it('holds any text in 160 characters of GSM 03.38', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 400 }), (text) => {
        expect(gsmLength(fitSms(text))).toBeLessThanOrEqual(SMS_LENGTH);
        expect(isGsm(fitSms(text))).toBe(true);
      }),
    );
  });

  it('keeps what people can read', () => expect(fitSms('“Café” – Ngancar…')).toBe('"Café" - Ngancar...'));
});
