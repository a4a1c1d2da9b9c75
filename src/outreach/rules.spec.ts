import fc from 'fast-check';
import { gsmLength, isGsm } from '../answers/index.js';
import { Config, LOCALES, Texts } from '../platform/index.js';
import { weigh } from './crew/weigh-records.js';
import { needsIn, peopleIn } from './requests/read-needs.js';
import { placeWords, readVisitSms } from './requests/read-sms.js';
import { type HeadStart, peopleOn, rankOf, shareOut } from './roster/share-out.js';
import { moveOn, plan, recorded, takeOff, withdraw } from './rules.js';
import {
  needs,
  outcomes,
  type RequestState,
  type Resolution,
  requestStates,
  type TakenRecord,
  type VisitRequest,
} from './types.js';

const NOW = new Date('2025-09-02T09:00:00+07:00');
const DAY_MS = 86_400_000;
const HEAD_START: HeadStart = { wheelchair: 14, 'old-age': 10, pregnant: 10, other: 3 };

const request = (more: Partial<VisitRequest> = {}): VisitRequest => ({
  id: 'r',
  tracking: 'K7RA-4MX9',
  door: 'web',
  state: 'requested',
  locale: 'id',
  serviceId: 'pkb-tahunan',
  villageCode: '35.06.03.2011',
  people: 1,
  needs: [],
  receivedAt: NOW,
  conflicts: [],
  ...more,
});

describe('the states of a request', () => {
  it('let a person plan, take off, withdraw and move on who still waits', () => {
    const planned = plan(request(), 'v');
    expect(planned).toMatchObject({ state: 'planned', visitId: 'v' });
    expect(takeOff(planned)).toMatchObject({ state: 'requested', visitId: undefined });
    expect(withdraw(planned, NOW)).toMatchObject({ state: 'withdrawn', decided: 'withdrawn', endedAt: NOW });
    expect(moveOn(request({ state: 'not-met' }), NOW).state).toBe('moved-on');
    expect(plan(request({ state: 'not-met', visitId: 'v' }), 'w')).toMatchObject({ state: 'planned', visitId: 'w' });
  });

  it.each(['served', 'withdrawn', 'moved-on'] as RequestState[])('let no person undo what is %s', (state) => {
    for (const act of [plan, takeOff, withdraw, moveOn] as ((one: VisitRequest, more: never) => unknown)[])
      expect(() => act(request({ state }), NOW as never)).toThrow(
        expect.objectContaining({ code: 'outreach.not-from-this-state' }),
      );
  });

  it('follow the records, and fall back to where the desk put it', () => {
    for (const state of requestStates)
      expect(recorded(request({ state }), 'served', NOW)).toMatchObject({ state: 'served', endedAt: NOW });
    expect(recorded(request({ state: 'served', visitId: 'v', endedAt: NOW }), undefined, NOW)).toMatchObject({
      state: 'planned',
      endedAt: undefined,
    });
    expect(recorded(request({ state: 'served', decided: 'withdrawn' }), undefined, NOW).state).toBe('withdrawn');
  });
});

describe('sharing out', () => {
  const villages = ['35.06.03.2011', '35.06.03.2016', '35.06.25.2001'];
  const waiting = (from = 0, to = 60) =>
    fc.record({
      villageCode: fc.constantFrom(...villages),
      people: fc.integer({ min: 1, max: 9 }),
      needs: fc.subarray([...needs]),
      day: fc.integer({ min: from, max: to }),
    });
  const made = (drawn: { villageCode: string; people: number; needs: VisitRequest['needs']; day: number }[], prefix = 'a') =>
    drawn.map(({ day, ...one }, at) =>
      request({ ...one, id: `${prefix}${String(at).padStart(3, '0')}`, receivedAt: new Date(NOW.getTime() + day * DAY_MS) }),
    );

  it('leaves nobody out, overfills no visit, and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(waiting(), { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (drawn, quota) => {
        const all = made(drawn);
        const { visits, tooLarge } = shareOut(all, quota, HEAD_START);
        expect([...visits.flatMap(({ requests }) => requests), ...tooLarge].map(({ id }) => id).sort()).toEqual(
          all.map(({ id }) => id),
        );
        expect(visits.every(({ requests }) => requests.length > 0 && peopleOn(requests) <= quota)).toBe(true);
        for (const village of villages) {
          const ranks = visits
            .filter((one) => one.villageCode === village)
            .flatMap(({ requests }) => requests.map((one) => rankOf(one, HEAD_START)));
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        }
      }),
    );
  });

  it('lets nobody be overtaken by those who come later than the largest head start', () => {
    const longest = Math.max(...Object.values(HEAD_START));
    fc.assert(
      fc.property(
        fc.array(waiting(0, 20), { minLength: 1, maxLength: 15 }),
        fc.array(waiting(21 + longest, 90), { maxLength: 25 }),
        (first, later) => {
          const early = made(first);
          const place = (all: VisitRequest[]) => {
            const { visits } = shareOut(all, 9, HEAD_START);
            return early.map(({ id }) => visits.findIndex(({ requests }) => requests.some((one) => one.id === id)));
          };
          expect(place([...early, ...made(later, 'b')])).toEqual(place(early));
        },
      ),
    );
  });

  it('puts who cannot walk before who came up to two weeks earlier, and no longer', () => {
    const old = request({ id: 'old', people: 5, receivedAt: NOW });
    const her = (days: number) =>
      request({ id: 'her', people: 5, needs: ['wheelchair'], receivedAt: new Date(NOW.getTime() + days * DAY_MS) });
    const first = (days: number) => shareOut([old, her(days)], 5, HEAD_START).visits[0]?.requests[0]?.id;
    expect(first(13)).toBe('her');
    expect(first(15)).toBe('old');
  });
});

describe('what an SMS says', () => {
  const texts = new Texts(new Config({}));
  const longest = {
    tracking: 'K7RA-4MX9',
    day: '30 September 2025',
    hours: '09.00-12.00',
    village: 'Sumberkarangkates',
    kecamatan: 'Kedungkandangan',
    state: 'tidak bertemu, menunggu jadwal lagi',
  };

  it.each([
    'received',
    'planned',
    'cancelled',
    'taken',
    'known',
    'help',
    'ask-place',
    'ask-village',
    'ask-which',
    'ask-service',
    'status',
  ])('%s fits one message, in letters that every telephone has', (key) => {
    for (const locale of LOCALES) {
      const text = texts.t(locale, `outreach:sms.${key}`, longest);
      expect(gsmLength(text)).toBeLessThanOrEqual(160);
      expect(isGsm(text)).toBe(true);
    }
  });

  it.each([
    ['2 orang, kursi roda', 2, ['wheelchair']],
    ['dua org lansia', 2, ['old-age']],
    ['berdua, ibu hamil', 2, ['pregnant']],
    ['umur 72 tahun stroke', undefined, ['old-age', 'other']],
    ['pajak 5 tahunan', undefined, []],
  ] as const)('reads %s', (text, people, wanted) => {
    expect(peopleIn(text)).toBe(people);
    expect(needsIn(text)).toEqual(wanted);
  });

  it('reads any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const read = readVisitSms(`JEMPUT ${text}`);
        expect(read).toBeDefined();
        if (read?.kind === 'ask')
          expect(read.draft.people >= 1 && read.draft.people <= 50 && placeWords(read.words).length >= 0).toBe(true);
      }),
    );
  });
});

describe('weighing what crews wrote', () => {
  const record = (more: Partial<TakenRecord>): TakenRecord => {
    const one = {
      id: 'i',
      device: 'd1',
      number: 1,
      visitId: 'v1',
      requestId: 'r',
      outcome: 'served',
      people: 1,
      takenAt: NOW,
      ...more,
    } as TakenRecord;
    return { ...one, key: `${one.id} ${one.device} ${one.number} ${one.visitId} ${one.outcome}` };
  };
  const on = { visitId: 'v1' };
  const settled = (outcome: Resolution['outcome'], basis: TakenRecord[]): Resolution => ({
    requestId: 'r',
    visitId: 'v1',
    outcome,
    basis: basis.map(({ key }) => key),
    note: 'x',
    resolvedBy: 'p',
    resolvedAt: NOW,
  });

  it('takes the last word of one telephone, by its number and not by its clock', () => {
    const wrongClock = record({ id: 'a', number: 2, outcome: 'served', writtenAt: new Date(0) });
    const earlier = record({ id: 'b', number: 1, outcome: 'not-met', writtenAt: new Date('2099-01-01') });
    expect(weigh(on, [wrongClock, earlier])).toEqual({ outcome: 'served', conflicts: [] });
  });

  it.each([
    ['nothing', on, [], { conflicts: [] }],
    ['not met here', on, [record({ outcome: 'not-met' })], { outcome: 'not-met', conflicts: [] }],
    ['not met on a visit before', { visitId: 'v2' }, [record({ outcome: 'not-met' })], { conflicts: [] }],
    [
      'not met, then served by another visit',
      { visitId: 'v2' },
      [record({ outcome: 'not-met' }), record({ visitId: 'v2' })],
      { outcome: 'served', conflicts: [] },
    ],
    ['two telephones that differ', on, [record({}), record({ device: 'd2', outcome: 'not-met' })], { conflicts: ['differ'] }],
    ['served by two telephones', on, [record({}), record({ device: 'd2' })], { conflicts: ['served-twice'] }],
    ['served on two visits', on, [record({}), record({ visitId: 'v2' })], { conflicts: ['served-twice'] }],
    ['served after she withdrew', { decided: 'withdrawn' as const }, [record({})], { conflicts: ['withdrawn-meanwhile'] }],
    [
      'not met after she withdrew',
      { decided: 'withdrawn' as const, visitId: 'v1' },
      [record({ outcome: 'not-met' })],
      { conflicts: [], outcome: undefined },
    ],
    ['one number with two contents', on, [record({}), record({ outcome: 'not-met' })], { conflicts: ['altered'] }],
  ])('%s', (_, standing, records, expected) => expect(weigh(standing, records)).toEqual(expected));

  it('holds to what a person found, until something new contradicts it', () => {
    const both = [record({}), record({ device: 'd2', outcome: 'not-met' })];
    const resolution = settled('not-met', both);
    expect(weigh(on, both, resolution)).toEqual({ outcome: 'not-met', conflicts: [] });
    expect(weigh(on, [...both, record({ device: 'd3' })], resolution).conflicts).toEqual(['differ']);
    expect(weigh(on, [...both, record({ device: 'd3', outcome: 'not-met' })], resolution)).toEqual({
      outcome: 'not-met',
      conflicts: [],
    });
    expect(weigh(on, [...both, record({ visitId: 'v2' })], settled('served', both)).conflicts).toEqual(['served-twice']);
    expect(weigh({ decided: 'withdrawn' }, [record({})], settled('withdrawn', [record({})]))).toEqual({
      outcome: 'withdrawn',
      conflicts: [],
    });
  });

  it('comes to the same in any order, and when everything comes twice', () => {
    const drawn = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      device: fc.constantFrom('d1', 'd2', 'd3'),
      number: fc.integer({ min: 1, max: 4 }),
      visitId: fc.constantFrom('v1', 'v2'),
      outcome: fc.constantFrom(...outcomes),
    });
    const standing = fc.constantFrom({}, { visitId: 'v1' }, { visitId: 'v2', decided: 'withdrawn' as const });
    fc.assert(
      fc.property(
        fc
          .array(drawn, { maxLength: 8 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length }))),
        standing,
        fc.option(fc.constantFrom(...outcomes, 'withdrawn' as const), { nil: undefined }),
        fc.nat(8),
        ([all, mixed], at, outcome, known) => {
          const set = (records: typeof all) => [...new Map(records.map(record).map((one) => [one.key, one])).values()];
          const resolution = outcome && settled(outcome, all.slice(0, known).map(record));
          expect(weigh(at, set(mixed), resolution)).toEqual(weigh(at, set(all), resolution));
        },
      ),
      { numRuns: 400 },
    );
  });
});
