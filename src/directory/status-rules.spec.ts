import fc from 'fast-check';
import { isStale, nextStatus, officeStatus, type StatusNews, TRANSITIONS } from './status-rules.js';
import { type OfferingStatus, type StatusKind, statusKinds } from './types.js';

const NOW = new Date('2025-08-30T22:00:00+07:00');
const since = new Date('2025-08-30T21:30:00+07:00');
const KATANG = { id: 'samsat-katang', confirmedOpen: true, zone: 'Asia/Jakarta' };
const INCIDENT = '0198fa3c-0000-7000-8000-000000000001';

const said = (status: StatusKind, more: Partial<OfferingStatus> = {}): OfferingStatus => ({
  offeringId: 'samsat-katang.pkb-tahunan',
  status,
  since,
  reportedBy: 'first',
  recordedAt: since,
  correction: false,
  ...more,
});
const news = (status: StatusKind, more: Partial<StatusNews> = {}): StatusNews => ({ status, since, confirmed: false, ...more });
const next = (from: StatusKind, to: StatusNews) => nextStatus(said(from), to, 'second', NOW);

describe('the status of an offering', () => {
  const pairs = statusKinds.flatMap((from) => statusKinds.map((to) => ({ from, to, demand: TRANSITIONS[from][to] })));

  it.each(pairs)('from $from to $to is $demand', ({ from, to, demand }) => {
    expect(next(from, news(to, { confirmed: true })).status).toBe(to);
    const unconfirmed = () => next(from, news(to));
    if (demand === 'free') expect(unconfirmed().confirmedAt).toBeUndefined();
    else
      expect(unconfirmed).toThrow(
        expect.objectContaining({ code: `directory.unconfirmed-${to === 'moved' ? 'move' : 'return'}` }),
      );
  });

  it('closes at once on one report, and never goes back to normal without a second word', () => {
    for (const kind of statusKinds) expect(TRANSITIONS[kind].suspended).toBe('free');
    for (const kind of statusKinds.filter((from) => from !== 'normal')) expect(TRANSITIONS[kind].normal).toBe('confirmed');
  });

  it('is corrected in one step', () => {
    expect(next('suspended', news('normal', { correction: true }))).toMatchObject({ status: 'normal', correction: true });
  });

  it('refuses an end that is not after its start', () => {
    for (const expectedEnd of [since, new Date(0)]) {
      const refused = expect.objectContaining({
        code: 'directory.end-before-start',
        context: { fields: [expect.objectContaining({ field: 'expectedEnd' })] },
      });
      expect(() => next('normal', news('suspended', { expectedEnd }))).toThrow(refused);
    }
  });

  it('keeps who reported it when another person confirms the same closure', () => {
    const closed = said('suspended', { incidentId: INCIDENT });
    const confirmed = nextStatus(closed, news('suspended', { incidentId: INCIDENT, confirmed: true }), 'second', NOW);
    expect(confirmed).toMatchObject({ reportedBy: 'first', confirmedBy: 'second', confirmedAt: NOW, recordedAt: NOW });
    expect(next('normal', news('suspended')).reportedBy).toBe('second');
  });
});

describe('a stale status', () => {
  const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
  it.each([
    ['never confirmed', said('suspended'), 0, true],
    ['just confirmed', said('suspended', { confirmedAt: NOW }), 0, false],
    ['confirmed 24 hours ago', said('suspended', { confirmedAt: NOW }), 24, false],
    ['confirmed longer ago', said('suspended', { confirmedAt: NOW }), 24.1, true],
    ['normal', said('normal'), 1000, false],
  ])('%s', (_, status, later, expected) => expect(isStale(status, hours(later))).toBe(expected));
});

describe('the status of an office', () => {
  it.each<[StatusKind[], StatusKind]>([
    [[], 'normal'],
    [['normal', 'normal'], 'normal'],
    [['normal', 'suspended'], 'limited'],
    [['limited', 'suspended'], 'limited'],
    [['suspended', 'suspended'], 'suspended'],
    [['moved', 'moved'], 'moved'],
    [['moved', 'suspended'], 'suspended'],
  ])('%j is %s', (kinds, expected) => {
    expect(
      officeStatus(
        KATANG,
        kinds.map((kind) => said(kind)),
        NOW,
      ).status,
    ).toBe(expected);
  });

  it('is confirmed only when everything that is not normal is, and begins with the first of it', () => {
    const later = new Date('2025-08-30T21:45:00+07:00');
    const parts = [
      said('normal', { since: new Date(0) }),
      said('suspended', { since: later, confirmedAt: NOW }),
      said('suspended'),
    ];
    expect(officeStatus(KATANG, parts, NOW)).toMatchObject({ since, confirmed: false, stale: true });
  });

  it('is not confirmed to be normal where sources contradict each other', () => {
    const office = { ...KATANG, confirmedOpen: false };
    expect(officeStatus(office, [said('normal')], NOW)).toMatchObject({ status: 'normal', confirmed: false });
    expect(officeStatus(office, [said('suspended', { confirmedAt: NOW })], NOW).confirmed).toBe(true);
  });

  it.each([
    ['2025-09-23T23:59:00+07:00', '2025-09-24'],
    ['2025-09-24T00:00:00+07:00', undefined],
  ])('of an office that opens on 24 September says so at %s: %s', (at, notBefore) => {
    expect(officeStatus({ ...KATANG, opensOn: '2025-09-24' }, [], new Date(at)).notBefore).toBe(notBefore);
  });

  it('is normal exactly when all its offerings are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statusKinds), { minLength: 1 }), (kinds) => {
        const { status } = officeStatus(
          KATANG,
          kinds.map((kind) => said(kind)),
          NOW,
        );
        expect(status === 'normal').toBe(kinds.every((kind) => kind === 'normal'));
      }),
    );
  });
});
