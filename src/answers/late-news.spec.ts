import { House, openHouse } from '../../test/support/house.js';
import { AddHoliday, AddVisit, CancelVisit, SetSpecialDay, StartOutreach } from '../directory/index.js';
import { Answers } from './index.js';

const KRAS = ['pkb-tahunan', '35.06.03'] as const;

describe('what becomes known late', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  const told = (at: string) => house.get(Answers).told(...KRAS, new Date(at));

  it('is told from then on, and what was told before stays as it was', async () => {
    house.clock.set('2025-09-12T09:00:00+07:00');
    const reason = { id: 'Simulasi kebakaran', en: 'Fire drill' };
    const day = { officeId: 'samsat-katang', date: '2025-09-20', spans: [], reason };
    await house.get(SetSpecialDay).run(house.as('admin'), day);
    await house.settle();
    house.clock.set('2025-09-13T13:00:00+07:00');
    await house.get(AddHoliday).run(house.as('admin'), {
      date: '2025-09-15',
      kind: 'joint-leave',
      names: { id: 'Cuti Bersama Contoh', en: 'Sample joint leave' },
      source: 'SKB contoh',
    });
    await house.settle();

    expect((await told('2025-09-13T12:59:00+07:00'))?.goTo[0]?.nextOpening).toBe('2025-09-15T01:00:00.000Z');
    expect((await told('2025-09-13T13:01:00+07:00'))?.goTo[0]?.nextOpening).toBe('2025-09-16T01:00:00.000Z');
    expect((await told('2025-09-19T12:00:00+07:00'))?.goTo[0]).toMatchObject({
      nextOpening: '2025-09-22T01:00:00.000Z',
      hours: { specialDays: { '2025-09-20': { spans: [], reason } } },
    });
    expect(await told('2025-09-12T08:59:00+07:00')).toBeUndefined();
  });

  it('is told to the people to whom a unit comes, and comes no more', async () => {
    house.clock.set('2025-09-17T08:00:00+07:00');
    const by = house.as('coordinator');
    const unit = { officeId: 'samsat-pare', serviceId: 'pkb-tahunan', name: 'Samsat Keliling', isSample: true };
    const { id: offeringId } = await house.get(StartOutreach).run(by, unit);
    const place = { place: 'Balai Desa Kras', regionCode: '35.06.03', begins: '2025-09-18T08:00', ends: '12:00' };
    const { id: visitId } = await house.get(AddVisit).run(by, { ...place, offeringId });
    await house.settle();
    house.clock.set('2025-09-17T15:00:00+07:00');
    await house.get(CancelVisit).run(by, { visitId });
    await house.settle();

    expect((await told('2025-09-17T12:00:00+07:00'))?.visits).toMatchObject([
      { place: 'Balai Desa Kras', date: '2025-09-18', isSample: true },
    ]);
    expect((await told('2025-09-17T16:00:00+07:00'))?.visits).toEqual([]);
    expect(await house.troubles()).toEqual([]);
  });
});
