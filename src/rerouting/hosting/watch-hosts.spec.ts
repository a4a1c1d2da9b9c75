import { type House, openHouse } from '../../../test/support/house.js';
import { type KatangStory, publishKatang, reopenKatang, shut } from '../../../test/support/katang.js';
import { Actor } from '../../people/index.js';
import { newId } from '../../platform/index.js';
import { AskHosts, PublishedReroutes, ReportHostDay, type Reroute, Reroutes, WatchHosts } from '../index.js';

const PARE = 'samsat-pare';
const KRAS = { serviceId: 'pkb-lima-tahunan', regionCode: '35.06.03' };

let house: House;
let story: KatangStory;
/** Time never runs back: each story has a day of its own, and begins on the evening before. */
let day = '2025-09-01';
const next = ['2025-09-01', '2025-09-02', '2025-09-03', '2025-09-04'];
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  day = next.shift()!;
  house.clock.set(new Date(Date.parse(`${day}T00:00:00+07:00`) - 4 * 3_600_000));
  story = await publishKatang(house, { perDay: 300, startOn: day });
});
afterEach(() => reopenKatang(house, story));

const clock = (time: string) => house.clock.set(`${day}T${time}:00+07:00`);
const look = async (time: string) => {
  clock(time);
  await house.get(WatchHosts).look();
  await house.settle();
};
const say = async (said: object, office = PARE) => {
  await house.get(ReportHostDay).run(Actor.public(), { token: story.hosts.get(office)!.token, ...said });
  await house.settle();
};
const newest = async (): Promise<Reroute> => (await house.get(Reroutes).ofIncident(story.incidentId))[0]!;
const messages = () =>
  house.db.many<{ office: string; kind: string; outcome: string }>(
    `select r.office_id as office, m.kind, m.outcome from rerouting.host_message m join rerouting.host_request r on r.id = m.request_id
     where r.reroute_id = $1 order by m.at, 1, 2`,
    [story.reroute.id],
  );
const legsOf = async (id: string, office = PARE) =>
  (await house.get(Reroutes).get(id)).plan.legs.filter(({ officeId }) => officeId === office);
const told = async (at = house.clock.now()) => (await house.get(PublishedReroutes).forAll([KRAS], at)).values().next().value!;

describe('hosts are asked how their day goes', () => {
  it('at opening, noon and closing, each once, not when they have said so, and not on a day off', async () => {
    await look('07:30');
    expect(await messages()).toEqual([]);
    await look('08:00');
    await look('08:01');
    await say({ kind: 'open' }, 'mpp-kota-kediri');
    await look('12:00');
    const asked = (await messages()).map(({ office, kind }) => `${office} ${kind}`);
    expect(asked.filter((each) => each.endsWith('opening'))).toHaveLength(2);
    expect(asked).toContain('mpp-kota-kediri noon');
    expect(new Set(asked).size).toBe(asked.length);
    expect((await messages()).every(({ outcome }) => outcome === 'sample')).toBe(true);
    const { length } = await messages();
    day = '2025-09-05';
    await look('08:30');
    expect(await messages()).toHaveLength(length);
  });
});

describe('a host that cannot take its people brings about another proposal, published by nobody', () => {
  beforeAll(() => next.splice(0, 3, '2025-09-08', '2025-09-09', '2025-09-10'));

  it('when it says nothing by noon; when it does at last, the proposal follows', async () => {
    await look('12:29');
    expect((await newest()).id).toBe(story.reroute.id);
    await look('12:31');
    await look('12:32');
    const proposal = await newest();
    expect(proposal).toMatchObject({ state: 'proposed', proposedBy: 'system:rerouting', cause: { key: 'trouble.silent' } });
    expect(await legsOf(proposal.id)).toEqual([]);
    expect(await house.get(Reroutes).gaps(proposal.id)).toContainEqual(
      expect.objectContaining({ closesBy: expect.objectContaining({ key: 'closes.silent' }) }),
    );
    expect(await house.get(Reroutes).ofIncident(story.incidentId)).toHaveLength(2);
    expect(await told()).toMatchObject({ rerouteId: story.reroute.id });
    await say({ kind: 'open' });
    expect(await legsOf(proposal.id)).not.toEqual([]);
  });

  it('when it turns people away or has served all it granted: the public is told at once, until the day ends or it takes people again', async () => {
    clock('09:00');
    await say({ kind: 'served', people: 30 });
    expect((await told()).legs[0]!.fullOn).toBeUndefined();
    clock('10:00');
    await say({ kind: 'turned-away', people: 3, note: 'blangko habis' });
    expect((await told()).legs[0]).toMatchObject({ officeId: PARE, fullOn: day });
    expect((await told(new Date(`${day}T23:30:00+07:00`))).legs[0]!.fullOn).toBe(day);
    expect((await told(new Date('2025-09-10T00:30:00+07:00'))).legs[0]!.fullOn).toBeUndefined();
    const proposal = await newest();
    expect(proposal).toMatchObject({ state: 'proposed', cause: { key: 'trouble.full', params: { name: 'Samsat Pare' } } });
    const { loads } = (await house.get(Reroutes).get(proposal.id)).plan;
    const room = loads.filter(({ officeId }) => officeId === PARE).reduce((sum, { capacity = 0 }) => sum + capacity, 0);
    expect(room).toBeLessThanOrEqual(30);
    await house.get(AskHosts).run(house.as('coordinator'), { rerouteId: proposal.id });
    clock('11:00');
    await say({ kind: 'open' });
    expect((await told()).legs[0]!.fullOn).toBeUndefined();
    await say({ kind: 'served', people: 300 });
    expect((await told()).legs[0]!.fullOn).toBe(day);
    expect((await newest()).id).toBe(proposal.id);
    expect(await house.troubles()).toEqual([]);
  });

  it('when it fails, as the mobile units did on 1 September 2025', async () => {
    clock('08:30');
    const other = newId();
    await shut(house, ['samsat-pare.pkb-lima-tahunan'], other);
    await house.settle();
    expect(await newest()).toMatchObject({ state: 'proposed', cause: { key: 'trouble.failed' } });
    await shut(house, ['samsat-pare.pkb-lima-tahunan'], other, 'normal');
    await house.settle();
    expect(await house.troubles()).toEqual([]);
  });
});
