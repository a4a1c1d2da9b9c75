import { randomUUID } from 'node:crypto';
import { type House, openHouse } from '../../../test/support/house.js';
import { Actor } from '../../people/index.js';
import { Events } from '../../platform/index.js';
import { FeedbackTick } from './feedback-tick.js';
import { Feedback, FeedbackGiven, GiveFeedback } from './index.js';

describe('what citizens say after they have been somewhere', () => {
  let house: House;
  const heard: object[] = [];
  beforeAll(async () => {
    house = await openHouse();
    house.get(Events).on(FeedbackGiven, 'test.heard', async (news) => void heard.push(news));
  });
  afterAll(() => house.close());

  const press = (kind: string, officeId = 'samsat-pare', serviceId = 'pkb-tahunan', key = randomUUID() as string) =>
    house.get(GiveFeedback).run(Actor.public(), { officeId, serviceId, kind, key });
  const of = async (date: string) => {
    const { served, turnedAway } = await house.get(Feedback).of('samsat-pare', date);
    return [served, turnedAway];
  };

  it('is counted by office and by the day that it is there, and heard as news', async () => {
    house.clock.set('2025-09-01T23:59:00+07:00');
    await press('served');
    await press('served');
    await press('turned-away', 'samsat-pare', 'bbnkb');
    house.clock.set('2025-09-02T00:01:00+07:00');
    expect(await press('turned-away')).toMatchObject({ date: '2025-09-02', served: 0, turnedAway: 1 });
    expect([await of('2025-09-01'), await of('2025-09-02'), await of('2025-09-03')]).toEqual([
      [2, 1],
      [0, 1],
      [0, 0],
    ]);
    await house.settle();
    expect(heard).toHaveLength(4);
    expect(heard).toContainEqual({
      officeId: 'samsat-pare',
      serviceId: 'bbnkb',
      date: '2025-09-01',
      kind: 'turned-away',
    });
  });

  it('is counted once, however often the same form comes', async () => {
    house.clock.set('2025-09-04T09:00:00+07:00');
    const before = heard.length;
    const key = randomUUID();
    const same = () => press('served', 'samsat-pare', 'pkb-tahunan', key);
    expect((await Promise.all([same(), same(), same()])).map(({ served }) => served)).toEqual([1, 1, 1]);
    house.clock.set('2025-09-05T09:00:00+07:00');
    await same();
    expect([await of('2025-09-04'), await of('2025-09-05')]).toEqual([
      [1, 0],
      [0, 0],
    ]);
    await house.settle();
    expect(heard).toHaveLength(before + 1);
    house.clock.set('2025-09-02T00:01:00+07:00');
  });

  it('is given for several offices and days at once, only where somebody pressed', async () => {
    const days = await house.get(Feedback).days(['samsat-pare', 'samsat-katang'], '2025-09-01', '2025-09-30');
    expect(days.map(({ officeId, date, served, turnedAway }) => [officeId, date, served, turnedAway])).toEqual([
      ['samsat-pare', '2025-09-01', 2, 1],
      ['samsat-pare', '2025-09-02', 0, 1],
      ['samsat-pare', '2025-09-04', 1, 0],
    ]);
  });

  it('is known for the day that it is at each office', async () => {
    const today = await house.get(Feedback).today(['samsat-pare', 'samsat-katang']);
    expect([...today.keys()]).toEqual(['samsat-pare']);
    expect(today.get('samsat-pare')).toMatchObject({ date: '2025-09-02', served: 0, turnedAway: 1 });
  });

  it('is refused about what is not there', async () => {
    await expect(press('served', 'atlantis')).rejects.toMatchObject({ code: 'directory.no-such-office' });
    await expect(press('served', 'samsat-pare', 'x')).rejects.toMatchObject({ code: 'directory.no-such-service' });
    await expect(press('served', 'samsat-pare', 'pkb-tahunan', 'x')).rejects.toMatchObject({ code: 'platform.bad-input' });
    await expect(press('shouted')).rejects.toMatchObject({ code: 'platform.bad-input' });
  });

  it('has its form remembered for thirty days and not longer', async () => {
    const [last, first] = [randomUUID(), randomUUID()];
    const kept = async () => {
      await house.get(FeedbackTick).nightly();
      const rows = await house.db.many<{ key: string }>('select key from directory.feedback_key');
      return [last, first].map((key) => rows.some((row) => row.key === key));
    };
    house.clock.set('2025-09-06T23:59:00+07:00');
    await press('served', 'samsat-pare', 'pkb-tahunan', last);
    house.clock.set('2025-09-07T00:01:00+07:00');
    await press('served', 'samsat-pare', 'pkb-tahunan', first);
    house.clock.set('2025-10-06T12:00:00+07:00');
    expect(await kept()).toEqual([true, true]);
    house.clock.set('2025-10-07T00:37:00+07:00');
    expect(await kept()).toEqual([false, true]);
  });
});
