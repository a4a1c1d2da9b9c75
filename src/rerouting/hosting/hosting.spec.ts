import { type House, openHouse } from '../../../test/support/house.js';
import { type KatangStory, publishKatang, reopenKatang } from '../../../test/support/katang.js';
import { DayReports } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import {
  ApproveReroute,
  AskHosts,
  IssueHostLink,
  ProposeReroute,
  PublishedReroutes,
  ReceivingHosts,
  ReportHostDay,
  Reroutes,
  SetDisclosure,
} from '../index.js';

const KRAS = { serviceId: 'pkb-lima-tahunan', regionCode: '35.06.03' };
const PARE = 'samsat-pare';
const code = (name: string) => expect.objectContaining({ code: `rerouting.${name}` });

let house: House;
let story: KatangStory;
beforeAll(async () => {
  house = await openHouse();
  story = await publishKatang(house);
});
afterAll(() => house.close());
beforeEach(() => house.clock.set('2025-09-01T08:00:00+07:00'));

const host = (office = PARE) => story.hosts.get(office)!;
const tap = (said: object, token = host().token) => house.get(ReportHostDay).run(Actor.public(), { token, ...said });

describe('the link of a host', () => {
  it('takes its three reports without sign-in, and the same tap once', async () => {
    await tap({ kind: 'open', key: 'a' });
    await tap({ kind: 'open', key: 'a' });
    await tap({ kind: 'served', people: '40', note: '', key: 'b' });
    await tap({ kind: 'turned-away', people: '', note: 'blangko habis', key: 'c' });
    const reports = await house.get(DayReports).of(PARE, '2025-09-01');
    expect(reports.map(({ kind, people, via }) => [kind, people, via])).toEqual([
      ['open', undefined, 'link'],
      ['served', 40, 'link'],
      ['turned-away', undefined, 'link'],
    ]);
    await tap({ kind: 'open', key: 'd' });
  });

  it('can be made again, and the one before stops working', async () => {
    const old = host('mpp-kota-kediri').token;
    const { token } = await house.get(IssueHostLink).run(house.as('coordinator'), { requestId: host('mpp-kota-kediri').id });
    await expect(tap({ kind: 'open' }, old)).rejects.toEqual(code('no-such-request'));
    expect(await tap({ kind: 'open' }, token)).toMatchObject({ officeId: 'mpp-kota-kediri' });
  });

  it('goes on through the next plan of the same incident', async () => {
    const again = await house.get(ProposeReroute).run(house.as('coordinator'), { incidentId: story.incidentId });
    await house.get(AskHosts).run(house.as('coordinator'), { rerouteId: again.id });
    await house.get(ApproveReroute).run(house.as('coordinator', 'person-second'), { rerouteId: again.id });
    expect((await house.get(Reroutes).get(story.reroute.id)).state).toBe('superseded');
    expect(await house.get(ReceivingHosts).byToken(host().token)).toMatchObject({ rerouteId: again.id, officeId: PARE });
    expect(await tap({ kind: 'open' })).toMatchObject({ officeId: PARE });
  });

  it.each(['', 'x'.repeat(32)])('is refused when it is none: %j', async (token) =>
    expect(tap({ kind: 'open' }, token)).rejects.toMatchObject({ kind: token ? 'not-found' : 'invalid' }),
  );
});

describe('two coordinators at once', () => {
  it('one approves, the other is told; one proposes, the other is told', async () => {
    const propose = (person: string) =>
      house.get(ProposeReroute).run(house.as('coordinator', person), { incidentId: story.incidentId });
    const proposals = await Promise.allSettled([propose('person-a'), propose('person-b')]);
    expect(proposals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(proposals.find((each) => each.status === 'rejected')?.reason).toEqual(code('already-proposed'));
    const [draft] = proposals.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    await house.get(AskHosts).run(house.as('coordinator', 'person-a'), { rerouteId: draft!.id });
    const approve = (person: string) => house.get(ApproveReroute).run(house.as('coordinator', person), { rerouteId: draft!.id });
    const approvals = await Promise.allSettled([approve('person-c'), approve('person-d')]);
    expect(approvals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(approvals.find((each) => each.status === 'rejected')?.reason).toEqual(code('wrong-state'));
  });
});

describe('what the public may know of a host', () => {
  const legs = async () => (await house.get(PublishedReroutes).forAll([KRAS], house.clock.now())).values().next().value!.legs;
  const published = async () =>
    (await house.get(Reroutes).ofIncident(story.incidentId)).find(({ state }) => state === 'published')!;
  const question = async (office: string) =>
    (await house.get(Reroutes).requests((await published()).id)).find(({ officeId }) => officeId === office)!;

  it('is settled after publishing too, and told at once', async () => {
    expect((await legs()).map(({ disclosure }) => disclosure)).toEqual(['named']);
    const { id: requestId } = await question(PARE);
    await house.get(SetDisclosure).run(house.as('coordinator'), { requestId, disclosure: 'withheld' });
    expect((await legs()).filter(({ officeId }) => officeId === PARE).map(({ disclosure }) => disclosure)).toEqual(['withheld']);
    const news = await house.db.many<{ name: string }>(`select name from platform.event order by id desc limit 1`);
    expect(news).toEqual([{ name: 'rerouting.disclosure-changed' }]);
  });

  it('holds for the next plan', async () => {
    const next = await house.get(ProposeReroute).run(house.as('coordinator'), { incidentId: story.incidentId });
    const { plan } = await house.get(Reroutes).get(next.id);
    const pare = plan.legs.filter(({ officeId }) => officeId === PARE);
    expect(pare.length).toBeGreaterThan(0);
    expect(new Set(pare.map(({ disclosure }) => disclosure))).toEqual(new Set(['withheld']));
  });

  it('holds as well for a draft that waits beside what is public', async () => {
    const [draft] = await house.get(Reroutes).ofIncident(story.incidentId);
    expect(draft!.state).not.toBe('published');
    const { id: requestId } = await question(PARE);
    const shownIn = async () => {
      const { plan } = await house.get(Reroutes).get(draft!.id);
      return new Set(plan.legs.filter(({ officeId }) => officeId === PARE).map(({ disclosure }) => disclosure));
    };
    for (const disclosure of ['named', 'withheld']) {
      await house.get(SetDisclosure).run(house.as('coordinator'), { requestId, disclosure });
      expect(await shownIn()).toEqual(new Set([disclosure]));
    }
  });

  it('is for a coordinator to settle, while the reroute lives', async () => {
    const { id: requestId } = await question(PARE);
    const set = (by: Actor, disclosure = 'area') => house.get(SetDisclosure).run(by, { requestId, disclosure });
    await expect(set(house.as('complaints-officer'))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(set(house.as('coordinator'), 'secret')).rejects.toMatchObject({ kind: 'invalid' });
    await reopenKatang(house, story);
    await expect(set(house.as('coordinator'))).rejects.toEqual(code('wrong-state'));
    await expect(tap({ kind: 'open' })).rejects.toEqual(code('not-a-host'));
  });
});
