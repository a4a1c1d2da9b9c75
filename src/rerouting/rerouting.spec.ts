import { type House, openHouse, THE_NIGHT } from '../../test/support/house.js';
import { SetStatus } from '../directory/index.js';
import { Actor } from '../people/index.js';
import { newId } from '../platform/index.js';
import {
  AnswerHostRequest,
  ApproveReroute,
  AskHosts,
  IssueHostLink,
  LogHostAnswer,
  ProposeReroute,
  type Reroute,
  Reroutes,
  WithdrawForIncident,
  WithdrawReroute,
} from './index.js';
import { PUBLISHED_FOR } from './plan-store.js';

const KATANG = ['samsat-katang.pkb-tahunan', 'samsat-katang.pkb-lima-tahunan', 'samsat-katang.bbnkb'];
const KRAS = '35.06.03';
const FIRE = '2025-08-30T21:30:00+07:00';
const code = (name: string) => expect.objectContaining({ code: `rerouting.${name}` });

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => house.clock.set('2025-08-30T22:00:00+07:00'));

async function close(offeringIds: string[], incidentId = newId(), status = 'suspended'): Promise<string> {
  await house.get(SetStatus).run(house.as('admin'), { offeringIds, status, since: FIRE, incidentId, confirmed: true });
  return incidentId;
}

/** Opens everything again after each story, so that the next one starts from a whole town. */
async function reopen(offeringIds: string[], incidentId: string): Promise<void> {
  await close(offeringIds, incidentId, 'normal');
  await house.settle();
}

async function proposed(offeringIds = KATANG): Promise<{ incidentId: string; reroute: Reroute }> {
  const incidentId = await close(offeringIds);
  const reroute = await house.get(ProposeReroute).run(house.as('coordinator'), { incidentId, declaredBy: 'person-admin' });
  return { incidentId, reroute };
}

async function asked(offeringIds = KATANG) {
  const story = await proposed(offeringIds);
  const { requests } = await house.get(AskHosts).run(house.as('coordinator'), { rerouteId: story.reroute.id });
  return { ...story, requests, request: (office: string) => requests.find(({ officeId }) => officeId === office)! };
}

async function answerByLink(requestId: string, answer: object) {
  const { token } = await house.get(IssueHostLink).run(house.as('coordinator'), { requestId });
  return house.get(AnswerHostRequest).run(answerer(), { token, ...answer });
}

const answerer = () => Actor.public();
const approver = () => house.as('coordinator', 'person-second');
const legsFor = async (id: string, serviceId: string, regionCode = KRAS) =>
  (await house.get(Reroutes).get(id)).plan.legs.filter((leg) => leg.serviceId === serviceId && leg.regionCode === regionCode);

describe('the reroute of Katang', () => {
  it('is proposed, agreed by its hosts, approved by a second person and published', async () => {
    const { incidentId, reroute, requests, request } = await asked();
    expect(requests.map(({ officeId, state }) => [officeId, state])).toEqual([
      ['mpp-kota-kediri', 'open'],
      ['samsat-pare', 'open'],
    ]);
    expect(request('mpp-kota-kediri')).toMatchObject({ wantedFrom: '2025-09-01', asked: [{ serviceId: 'pkb-tahunan' }] });
    expect(await house.get(Reroutes).publishedFor('pkb-tahunan', KRAS)).toBeUndefined();

    await answerByLink(request('mpp-kota-kediri').id, { accept: true, perDay: 120, startOn: '2025-09-01' });
    await house.get(LogHostAnswer).run(house.as('coordinator'), {
      requestId: request('samsat-pare').id,
      accept: true,
      perDay: 400,
      startOn: '2025-09-02',
      calledName: 'Kepala KB Samsat Pare',
      calledAt: '2025-08-30T21:50:00+07:00',
    });
    await house.get(ApproveReroute).run(approver(), { rerouteId: reroute.id });

    const annual = await house.get(Reroutes).publishedFor('pkb-tahunan', KRAS);
    expect(annual?.legs.map(({ rank, kind, offeringId }) => [rank, kind, offeringId])).toEqual([
      [1, 'online', 'e-samsat-jatim.pkb-tahunan'],
      [2, 'online', 'signal.pkb-tahunan'],
      [3, 'counter', 'mpp-kota-kediri.pkb-tahunan'],
      [4, 'counter', 'samsat-pare.pkb-tahunan'],
    ]);
    expect(annual?.legs[2]).toMatchObject({
      startOn: '2025-09-01',
      assumed: false,
      overCapacity: false,
      perDay: expect.any(Number),
    });
    const fiveYearly = await house.get(Reroutes).publishedFor('pkb-lima-tahunan', KRAS);
    expect(fiveYearly?.legs.map(({ offeringId }) => offeringId)).toEqual(['samsat-pare.pkb-lima-tahunan']);
    expect(await house.get(Reroutes).publishedFor('pkb-tahunan', '35.06.03.2001')).toMatchObject({ regionCode: KRAS });
    expect(await house.get(Reroutes).publishedFor('pkb-tahunan', '35.06.17')).toBeUndefined();

    await house.settle();
    await reopen(KATANG, incidentId);
    expect(await house.get(Reroutes).publishedFor('pkb-tahunan', KRAS)).toBeUndefined();
    expect(await house.troubles()).toEqual([]);
  });

  it('starts on a day on which the host opens, also when its yes comes late and names none', async () => {
    const { incidentId, request } = await asked();
    house.clock.set('2025-09-06T09:00:00+07:00');
    const late = await answerByLink(request('mpp-kota-kediri').id, { accept: true });
    expect(late).toMatchObject({ wantedFrom: '2025-09-01', startOn: '2025-09-08' });
    house.clock.set(THE_NIGHT);
    await reopen(KATANG, incidentId);
  });

  it('covers every region and service, by a channel or a named gap', async () => {
    const { incidentId, reroute } = await proposed();
    const { plan } = await house.get(Reroutes).get(reroute.id);
    expect(plan.covers).toHaveLength(27);
    for (const { serviceId, regionCode } of plan.covers) {
      const same = (one: { serviceId: string; regionCode: string }) =>
        one.serviceId === serviceId && one.regionCode === regionCode;
      expect(plan.legs.some(same) || plan.gaps.some(same)).toBe(true);
    }
    const offices = new Set(plan.legs.map(({ officeId }) => officeId));
    expect([...offices].filter(Boolean).sort()).toEqual(['mpp-kota-kediri', 'samsat-pare']);
    await reopen(KATANG, incidentId);
    expect((await house.get(Reroutes).get(reroute.id)).state).toBe('withdrawn');
  });

  it('is adapted when a host takes less or nothing, and never published on a door that did not say yes', async () => {
    const { incidentId, reroute, request } = await asked();
    await answerByLink(request('mpp-kota-kediri').id, { accept: true, perDay: 10 });
    const smaller = await house.get(Reroutes).get(reroute.id);
    expect(smaller.version).toBeGreaterThan(1);
    expect(smaller.plan.loads.find(({ officeId }) => officeId === 'mpp-kota-kediri')).toMatchObject({
      expected: 10,
      capacity: 10,
    });

    await answerByLink(request('samsat-pare').id, { accept: false, note: 'gedung penuh' });
    await house.get(ApproveReroute).run(approver(), { rerouteId: reroute.id });
    const renewal = await house.get(Reroutes).publishedFor('pkb-lima-tahunan', KRAS);
    expect(renewal).toMatchObject({
      legs: [],
      gap: { reason: { key: 'gap.none' }, closesBy: { key: 'closes.declined', params: { name: 'Samsat Pare' } } },
    });
    expect((await house.get(Reroutes).get(reroute.id)).plan.legs.some(({ officeId }) => officeId === 'samsat-pare')).toBe(false);
    await reopen(KATANG, incidentId);
  });

  it('names nobody who has not answered when it is approved early', async () => {
    const { incidentId, reroute, request } = await asked();
    await answerByLink(request('samsat-pare').id, { accept: true });
    await house.get(ApproveReroute).run(approver(), { rerouteId: reroute.id });
    expect((await legsFor(reroute.id, 'pkb-tahunan')).map(({ officeId }) => officeId)).not.toContain('mpp-kota-kediri');
    const late = house.get(IssueHostLink).run(approver(), { requestId: request('mpp-kota-kediri').id });
    await expect(late).rejects.toEqual(code('already-answered'));
    const news = await house.db.many<{ name: string }>(
      `select name from platform.event where payload->>'rerouteId' = $1 order by id`,
      [reroute.id],
    );
    expect(news.map(({ name }) => name).slice(-2)).toEqual(['rerouting.hosts-answered', 'rerouting.published']);
    await reopen(KATANG, incidentId);
  });

  it('is prepared again when a published host closes too', async () => {
    const { incidentId, reroute, requests } = await asked();
    for (const { id } of requests) await answerByLink(id, { accept: true });
    await house.get(ApproveReroute).run(approver(), { rerouteId: reroute.id });
    const flood = await close(['mpp-kota-kediri.pkb-tahunan']);
    await house.settle();
    const [newest] = await house.get(Reroutes).ofIncident(incidentId);
    expect(newest).toMatchObject({ state: 'proposed', proposedBy: 'system:rerouting' });
    expect((await legsFor(newest!.id, 'pkb-tahunan')).map(({ officeId }) => officeId)).not.toContain('mpp-kota-kediri');
    await reopen(['mpp-kota-kediri.pkb-tahunan'], flood);
    await reopen(KATANG, incidentId);
    expect((await house.get(Reroutes).ofIncident(incidentId)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });
});

describe('what is refused', () => {
  it('four eyes: neither who proposed, nor who declared, nor a role that may not', async () => {
    const { incidentId, reroute } = await asked();
    const approve = house.get(ApproveReroute);
    await expect(approve.run(house.as('coordinator'), { rerouteId: reroute.id })).rejects.toEqual(code('same-person'));
    await expect(approve.run(house.as('admin'), { rerouteId: reroute.id })).rejects.toEqual(code('same-person'));
    await expect(approve.run(house.as('auditor'), { rerouteId: reroute.id })).rejects.toMatchObject({
      code: 'people.not-permitted',
    });
    await expect(approve.run(approver(), { rerouteId: reroute.id, version: 99 })).rejects.toEqual(code('changed-meanwhile'));
    await reopen(KATANG, incidentId);
  });

  it('two coordinators at once: one wins, the other is told', async () => {
    const { incidentId, reroute } = await asked();
    const both = await Promise.allSettled(
      ['person-second', 'person-third'].map((person) =>
        house.get(ApproveReroute).run(house.as('coordinator', person), { rerouteId: reroute.id }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'rerouting.wrong-state', kind: 'conflict' },
    });
    await reopen(KATANG, incidentId);
  });

  it('two proposals at once: one draft', async () => {
    const incidentId = await close(KATANG);
    const both = await Promise.allSettled(
      [1, 2].map(() => house.get(ProposeReroute).run(house.as('coordinator'), { incidentId })),
    );
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'rerouting.already-proposed' } });
    await reopen(KATANG, incidentId);
  });

  it('a link works once, the one before it not at all, and a made-up one never', async () => {
    const { incidentId, request } = await asked();
    const requestId = request('samsat-pare').id;
    const [old, fresh] = [await issue(requestId), await issue(requestId)];
    await expect(answer(old, { accept: true })).rejects.toEqual(code('no-such-request'));
    await expect(answer('made-up', { accept: true })).rejects.toEqual(code('no-such-request'));
    await expect(answer(fresh, { accept: true, perDay: -1 })).rejects.toMatchObject({ code: 'platform.bad-input' });
    await expect(answer(fresh, { accept: true, services: ['ktp'] })).rejects.toEqual(code('service-not-offered'));
    await expect(answer(fresh, { accept: true, startOn: '2025-08-01' })).rejects.toEqual(code('starts-in-the-past'));
    await answer(fresh, { accept: true });
    await expect(answer(fresh, { accept: false })).rejects.toEqual(code('already-answered'));
    await reopen(KATANG, incidentId);
  });

  it('an address that is no id', async () => {
    await expect(house.get(Reroutes).get('nonsense')).rejects.toEqual(code('no-such-reroute'));
    await expect(house.get(Reroutes).request('nonsense')).rejects.toEqual(code('no-such-request'));
  });

  it('an incident that closed nothing, a reroute that is not there, a call that has not happened', async () => {
    await expect(house.get(ProposeReroute).run(house.as('coordinator'), { incidentId: newId() })).rejects.toEqual(
      code('nothing-to-reroute'),
    );
    await expect(house.get(AskHosts).run(house.as('coordinator'), { rerouteId: newId() })).rejects.toEqual(
      code('no-such-reroute'),
    );
    const { incidentId, request } = await asked();
    const call = {
      requestId: request('samsat-pare').id,
      accept: true,
      calledName: 'Kepala Samsat Pare',
      calledAt: '2025-09-30T10:00:00+07:00',
    };
    await expect(house.get(LogHostAnswer).run(house.as('coordinator'), call)).rejects.toEqual(code('call-in-the-future'));
    await reopen(KATANG, incidentId);
  });

  const issue = async (requestId: string) => (await house.get(IssueHostLink).run(house.as('coordinator'), { requestId })).token;
  const answer = (token: string, said: object) => house.get(AnswerHostRequest).run(answerer(), { token, ...said });
});

describe('taking back', () => {
  it('withdraws what is public, once', async () => {
    const { incidentId, reroute, requests } = await asked();
    for (const { id } of requests) await answerByLink(id, { accept: true });
    await house.get(ApproveReroute).run(approver(), { rerouteId: reroute.id });
    const withdraw = () =>
      house.get(WithdrawReroute).run(house.as('coordinator'), { rerouteId: reroute.id, reason: 'kantor buka lagi' });
    await withdraw();
    expect(await house.get(Reroutes).publishedFor('pkb-tahunan', KRAS)).toBeUndefined();
    await expect(withdraw()).rejects.toEqual(code('wrong-state'));
    await reopen(KATANG, incidentId);
  });

  it('withdraws all of an incident, and nothing is no error', async () => {
    const { incidentId } = await asked();
    const run = () => house.get(WithdrawForIncident).run(house.as('admin'), { incidentId, reason: 'salah lapor' });
    expect((await run()).withdrawn).toHaveLength(1);
    expect((await run()).withdrawn).toEqual([]);
    await reopen(KATANG, incidentId);
  });
});

describe('the public question', () => {
  it('is answered from its index', async () => {
    const plan = await house.db.many<{ 'QUERY PLAN': string }>(
      `explain ${PUBLISHED_FOR.replace('$1', `'pkb-tahunan'`).replace('$2', `array['${KRAS}']`).replaceAll('$3', 'now()')}`,
    );
    await house.db.many('select 1 as warm');
    expect(plan.map((row) => Object.values(row)[0]).join('\n')).toMatch(/coverage_published/);
  });

  it('keeps no token', async () => {
    const { incidentId, request } = await asked();
    const { token } = await house.get(IssueHostLink).run(house.as('coordinator'), { requestId: request('samsat-pare').id });
    const { found } = await house.db.one<{ found: boolean }>(
      `select exists (select from rerouting.host_request r where r::text like $1) or exists (select from audit.entry e where e::text like $1) as found`,
      [`%${token}%`],
    );
    expect(found).toBe(false);
    await reopen(KATANG, incidentId);
  });
});

/** Last, because it moves the clock on. */
describe('proposed again', () => {
  it('asks nobody twice when it is proposed again, and replaces what was published', async () => {
    const first = await asked();
    for (const { id } of first.requests) await answerByLink(id, { accept: true });
    await house.get(ApproveReroute).run(approver(), { rerouteId: first.reroute.id });
    const again = await house.get(ProposeReroute).run(house.as('coordinator'), { incidentId: first.incidentId });
    const { requests } = await house.get(AskHosts).run(house.as('coordinator'), { rerouteId: again.id });
    expect(requests.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
    house.clock.set('2025-08-31T09:00:00+07:00');
    await house.get(ApproveReroute).run(approver(), { rerouteId: again.id });
    expect((await house.get(Reroutes).get(first.reroute.id)).state).toBe('superseded');
    expect(await house.get(Reroutes).publishedFor('pkb-tahunan', KRAS)).toMatchObject({ rerouteId: again.id });
    const before = new Date('2025-08-31T08:00:00+07:00');
    expect(await house.get(Reroutes).publishedFor('pkb-tahunan', KRAS, before)).toMatchObject({ rerouteId: first.reroute.id });
    await reopen(KATANG, first.incidentId);
  });
});
