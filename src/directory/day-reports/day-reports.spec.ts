import { type House, openHouse } from '../../../test/support/house.js';
import { Actor } from '../../people/index.js';
import { Events } from '../../platform/index.js';
import { DayReported, DayReportSms, DayReports, ReportDay } from './index.js';

const PARE = 'samsat-pare';

describe('what an office says of its day', () => {
  let house: House;
  const report = (said: object) =>
    house.get(ReportDay).run(Actor.system('test'), { officeId: PARE, kind: 'open', via: 'console', ...said });
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('is kept for the civil date of the office, told to others, and the same key counts once', async () => {
    house.clock.set('2025-09-01T00:30:00+07:00');
    const heard: string[] = [];
    house.get(Events).on(DayReported, 'test.heard', async ({ date, kind }) => void heard.push(`${date} ${kind}`));
    const first = await report({ kind: 'served', people: '12', key: 'tap-1' });
    expect(first).toMatchObject({ date: '2025-09-01', people: 12, via: 'console' });
    expect(await report({ kind: 'served', people: 99, key: 'tap-1' })).toMatchObject({ id: first.id, people: 12 });
    await house.settle();
    expect(heard).toEqual(['2025-09-01 served']);
    expect(await house.get(DayReports).of(PARE, '2025-09-01')).toHaveLength(1);
  });

  it('answers for a whole set of offices, as it was known at a moment', async () => {
    house.clock.set('2025-09-02T08:00:00+07:00');
    await report({});
    house.clock.set('2025-09-02T12:00:00+07:00');
    await report({ kind: 'turned-away', people: 3, note: 'blangko habis', via: 'call', toldBy: 'Kepala KB Samsat Pare' });
    const reports = house.get(DayReports);
    const today = await reports.today([PARE, 'mpp-kota-kediri']);
    expect([...today.keys()]).toEqual([PARE]);
    expect(today.get(PARE)).toMatchObject({ turnedAway: 3, note: 'blangko habis' });
    const before = await reports.today([PARE], new Date('2025-09-02T11:00:00+07:00'));
    expect(before.get(PARE)?.turningAwaySince).toBeUndefined();
    expect((await reports.today([PARE], new Date('2025-09-03T08:00:00+07:00'))).size).toBe(0);
    expect((await reports.figures([PARE], '2025-09-01', '2025-09-02')).map(({ date }) => date)).toEqual([
      '2025-09-01',
      '2025-09-02',
    ]);
  });

  it.each([
    [{ kind: 'served' }, 'directory.people-missing'],
    [{ via: 'call' }, 'directory.caller-missing'],
    [{ date: '2025-09-03' }, 'directory.day-in-the-future'],
    [{ officeId: 'samsat-mana' }, 'directory.no-such-office'],
    [{ kind: 'served', people: -1 }, 'platform.bad-input'],
  ])('refuses %j: %s', async (said, code) => expect(report(said)).rejects.toMatchObject({ code }));

  it('is not for everybody to say', async () => {
    const said = { officeId: PARE, kind: 'open', via: 'console' };
    await expect(house.get(ReportDay).run(Actor.public(), said)).rejects.toMatchObject({ code: 'people.not-signed-in' });
  });

  describe('by SMS', () => {
    const text = (words: string, more: object = {}) =>
      house
        .get(DayReportSms)
        .tryHandle({ from: '+62 354 000 0002', text: words, at: new Date('2025-09-04T12:00:00+07:00'), key: words, ...more });
    beforeAll(() => house.clock.set('2025-09-04T12:00:00+07:00'));

    it('is taken from the registered number of the contact, once, and confirmed in one SMS', async () => {
      for (const words of ['BUKA', 'TERLAYANI 40', 'DITOLAK 3 blangko habis', 'DITOLAK 3 blangko habis']) {
        const said = await text(words);
        expect(said?.reply).toMatch(/^Tercatat: Samsat Pare /);
        expect(said?.reply.length).toBeLessThanOrEqual(160);
      }
      const reports = await house.get(DayReports).of(PARE, '2025-09-04');
      expect(reports.map(({ kind, people, via }) => [kind, people, via])).toEqual([
        ['open', undefined, 'sms'],
        ['served', 40, 'sms'],
        ['turned-away', 3, 'sms'],
      ]);
    });

    it('is left to others when somebody else writes, or it is about something else', async () => {
      expect(await text('BUKA', { from: '+6281200000009' })).toBeUndefined();
      expect(await text('buka jam berapa?')).toBeUndefined();
    });

    it('asks for the number that is missing', async () => expect((await text('TERLAYANI'))?.reply).toMatch(/TERLAYANI 40/));
  });
});
