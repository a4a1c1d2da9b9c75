import { type House, openHouse } from '../../../test/support/house.js';
import { type KatangStory, publishKatang } from '../../../test/support/katang.js';
import { Directory } from '../../directory/index.js';
import { PublishedReroutes, Reroutes } from '../../rerouting/index.js';
import { CloseIncident, Incidents, PlanReturn, Returns, ReturnTick } from '../index.js';
import { staged } from './rules.js';

const KRAS = '35.06.03';
const ALL = ['bbnkb', 'pkb-lima-tahunan', 'pkb-tahunan'];
const code = (name: string) => expect.objectContaining({ code: `incidents.${name}` });

let house: House;
let story: KatangStory;
const plan = (stages: object[]) => house.get(PlanReturn).run(house.as('coordinator'), { incidentId: story.incidentId, stages });
const told = async (serviceId: string) =>
  [...(await house.get(PublishedReroutes).forAll([{ serviceId, regionCode: KRAS }], house.clock.now())).values()][0];
const morning = async (date: string) => {
  house.clock.set(`${date}T00:05:00+07:00`);
  await house.get(ReturnTick).carryOutDue();
  await house.settle();
};
/** Nothing is public for an incident that is over. */
const dangling = () =>
  house.db.many(
    `select c.* from rerouting.coverage c join rerouting.reroute r on r.id = c.reroute_id join incidents.incident i on i.id = r.incident_id
     where c.published_from is not null and c.published_until is null and i.state not in ('reported', 'confirmed')`,
  );

describe('people come back by stages', () => {
  beforeAll(async () => {
    house = await openHouse();
    house.clock.set('2025-08-31T20:00:00+07:00');
    story = await publishKatang(house);
  });
  afterAll(() => house.close());

  it('is refused for today, twice, for what is not closed, and to whom it is not given', async () => {
    await expect(plan([{ date: '2025-08-31', services: ['bbnkb'] }])).rejects.toEqual(code('return-in-the-past'));
    const twice = [
      { date: '2025-09-10', services: ['bbnkb'] },
      { date: '2025-09-11', services: ['bbnkb'] },
    ];
    await expect(plan(twice)).rejects.toEqual(code('returns-twice'));
    await expect(plan([{ date: '2025-09-10', services: ['ktp'] }])).rejects.toEqual(code('not-held'));
    expect(await house.get(Returns).of(story.incidentId)).toEqual([]);
  });

  it('says from when, keeps sending people until then, and tells hosts their last day', async () => {
    await plan([
      { date: '2025-09-10', services: ['pkb-tahunan'] },
      { date: '2025-09-17', services: ['pkb-lima-tahunan', 'bbnkb'] },
    ]);
    await house.settle();
    expect(await told('pkb-tahunan')).toMatchObject({ returnsOn: '2025-09-10' });
    expect(await told('bbnkb')).toMatchObject({ returnsOn: '2025-09-17' });
    expect((await house.get(Reroutes).get(story.reroute.id)).state).toBe('returning');
    const status = await house.get(Directory).statuses(['samsat-katang.pkb-tahunan']);
    expect(status.get('samsat-katang.pkb-tahunan')).toMatchObject({ expectedEnd: new Date('2025-09-10T00:00:00+07:00') });
    const thanks = await house.db.many<{ day: string }>(
      `select day from rerouting.host_message where kind = 'return' order by day`,
    );
    expect(thanks.map(({ day }) => day)).toEqual(['2025-09-10', '2025-09-10', '2025-09-17']);
  });

  it('can be planned anew, or not at all', async () => {
    await plan([]);
    expect((await told('pkb-tahunan'))?.returnsOn).toBeUndefined();
    expect((await house.get(Reroutes).get(story.reroute.id)).state).toBe('published');
    await plan([
      { date: '2025-09-10', services: ['pkb-tahunan'] },
      { date: '2025-09-15', services: ['pkb-lima-tahunan', 'bbnkb'] },
    ]);
    expect(await told('bbnkb')).toMatchObject({ returnsOn: '2025-09-15' });
  });

  it('each stage on its date; with the last one the incident is closed and nothing dangles', async () => {
    await morning('2025-09-09');
    expect(await told('pkb-tahunan')).toBeDefined();
    await morning('2025-09-10');
    expect(await told('pkb-tahunan')).toBeUndefined();
    expect(await told('bbnkb')).toBeDefined();
    expect(await house.get(Returns).held(story.incidentId)).toEqual(['bbnkb', 'pkb-lima-tahunan']);
    expect((await house.get(Incidents).get(story.incidentId)).state).toBe('confirmed');
    await morning('2025-09-15');
    expect(await house.get(Incidents).get(story.incidentId)).toMatchObject({
      state: 'closed',
      reopenedAt: new Date('2025-09-15T00:00:00+07:00'),
      closedBy: 'person-coordinator',
    });
    expect((await house.get(Reroutes).get(story.reroute.id)).state).toBe('withdrawn');
    expect(await dangling()).toEqual([]);
    await morning('2025-09-16');
    expect(await house.troubles()).toEqual([]);
  });

  it('is over at once when the incident is closed before', async () => {
    house.clock.set('2025-09-20T20:00:00+07:00');
    story = await publishKatang(house);
    await plan([{ date: '2025-10-01', services: ALL }]);
    house.clock.set('2025-09-22T08:00:00+07:00');
    await house.get(CloseIncident).run(house.as('admin'), { incidentId: story.incidentId });
    await house.settle();
    expect(await dangling()).toEqual([]);
    await morning('2025-10-01');
    expect(await house.troubles()).toEqual([]);
  });
});

describe('stages', () => {
  it('are in the order of their dates, one a date', () => {
    const wanted = [
      { date: '2025-09-17', services: ['b'] },
      { date: '2025-09-10', services: ['c'] },
      { date: '2025-09-10', services: ['a'] },
    ];
    expect(staged(wanted, ['a', 'b', 'c'], '2025-09-01')).toEqual([
      { date: '2025-09-10', services: ['a', 'c'] },
      { date: '2025-09-17', services: ['b'] },
    ]);
  });
});
