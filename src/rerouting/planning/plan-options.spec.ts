import { Logger } from '@nestjs/common';
import { type House, openHouse } from '../../../test/support/house.js';
import { ReportDay, SetEmergencyVariant, SetStatus, StartOutreach, Visits } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import { newId } from '../../platform/index.js';
import {
  AdaptReroute,
  ApproveReroute,
  AskHosts,
  LogHostAnswer,
  ProposeReroute,
  type Reroute,
  Reroutes,
  SetPlanOptions,
} from '../index.js';
import { SolverThread } from './solver-thread.js';

const KATANG = ['samsat-katang.pkb-tahunan', 'samsat-katang.pkb-lima-tahunan', 'samsat-katang.bbnkb'];
const KRAS = '35.06.03';
const code = (name: string) => expect.objectContaining({ code: name });

let house: House;
let reroute: Reroute;
let incidentId: string;
beforeAll(async () => {
  house = await openHouse();
  incidentId = newId();
  const closed = { offeringIds: KATANG, status: 'suspended', since: '2025-08-30T21:30:00+07:00', incidentId, confirmed: true };
  await house.get(SetStatus).run(house.as('admin'), closed);
  reroute = await house.get(ProposeReroute).run(house.as('coordinator'), { incidentId, declaredBy: 'person-admin' });
});
afterAll(() => house.close());
afterEach(() => jest.restoreAllMocks());

const set = (options: object, more: object = {}) =>
  house.get(SetPlanOptions).run(house.as('coordinator'), { rerouteId: reroute.id, options, ...more });
const planNow = async () => (await house.get(Reroutes).get(reroute.id)).plan;
const places = async (serviceId: string, regionCode = KRAS) =>
  (await planNow()).legs
    .filter((leg) => leg.serviceId === serviceId && leg.regionCode === regionCode && leg.share > 0)
    .map(({ officeId, kind }) => officeId ?? kind);

const PARE = 'samsat-pare.pkb-tahunan';
const report = (date: string, people: number) =>
  house.get(ReportDay).run(Actor.system('test'), { officeId: 'samsat-pare', date, kind: 'served', people, via: 'console' });
const loadOf = async (id: string) => {
  const { version } = await house.get(AdaptReroute).run(house.as('coordinator'), { rerouteId: id });
  const { plan } = await house.get(Reroutes).get(id);
  return { version, ...plan.loads.find(({ offeringId }) => offeringId === PARE)! };
};

describe('what an operator asks of a plan', () => {
  it('begins with the best plan, without wishes', async () => {
    expect(await planNow()).toMatchObject({ method: 'optimal', options: { pins: [], bans: [], extensions: [], visits: [] } });
    expect(await house.get(Reroutes).change(reroute.id)).toBeUndefined();
  });

  it('a ban keeps people away, and says what it costs', async () => {
    const { change } = await set({ bans: [{ officeId: 'mpp-kota-kediri' }] });
    expect(await places('pkb-tahunan')).not.toContain('mpp-kota-kediri');
    expect(change).toMatchObject({
      unplaced: 0,
      loads: expect.arrayContaining([expect.objectContaining({ officeId: 'mpp-kota-kediri', to: 0 })]),
    });
    expect(change.personKm).toBeGreaterThan(0);
    expect(await house.get(Reroutes).change(reroute.id)).toEqual(change);
  });

  it('a ban on the last place leaves a named gap with its telephone number', async () => {
    await set({ bans: [{ offeringId: 'samsat-pare.bbnkb' }] });
    const gap = (await planNow()).gaps.find(({ serviceId, regionCode }) => serviceId === 'bbnkb' && regionCode === KRAS);
    expect(gap).toMatchObject({
      closesBy: { key: 'closes.banned' },
      call: { name: 'Samsat Pare', phone: expect.stringContaining('000') },
    });
  });

  it('a pin sends a region there alone; longer hours give room, marked as assumed', async () => {
    await set({ pins: [{ serviceId: 'pkb-tahunan', regionCode: KRAS, offeringId: 'samsat-pare.pkb-tahunan' }] });
    expect(await places('pkb-tahunan')).toEqual(['samsat-pare']);
    const { change } = await set({ extensions: [{ offeringId: 'mpp-kota-kediri.pkb-tahunan', hours: 3 }] });
    const load = (await planNow()).loads.find(({ offeringId }) => offeringId === 'mpp-kota-kediri.pkb-tahunan');
    expect(load).toMatchObject({ assumed: true });
    expect(load!.capacity).toBeGreaterThan(30);
    expect(change.over).toBeLessThanOrEqual(0);
  });

  it('is kept when the plan is made again', async () => {
    await set({ bans: [{ officeId: 'mpp-kota-kediri' }] });
    await house.get(AdaptReroute).run(house.as('coordinator'), { rerouteId: reroute.id });
    expect((await planNow()).options.bans).toEqual([{ officeId: 'mpp-kota-kediri' }]);
    await set({});
  });

  it.each([
    [
      { pins: [{ serviceId: 'pkb-tahunan', regionCode: '35.06.17', offeringId: 'samsat-pare.pkb-tahunan' }] },
      'rerouting.not-in-plan',
    ],
    [{ pins: [{ serviceId: 'pkb-tahunan', regionCode: KRAS, offeringId: 'signal.pkb-tahunan' }] }, 'rerouting.cannot-be-pinned'],
    [{ pins: [{ serviceId: 'pkb-tahunan', regionCode: KRAS, offeringId: 'samsat-pare.bbnkb' }] }, 'rerouting.cannot-be-pinned'],
    [{ extensions: [{ offeringId: 'signal.pkb-tahunan', hours: 2 }] }, 'rerouting.cannot-be-extended'],
    [{ bans: [{ officeId: 'samsat-mars' }] }, 'directory.no-such-office'],
    [{ bans: [{ offeringId: 'samsat-mars.pkb' }] }, 'directory.no-such-offering'],
    [{ bans: [{}] }, 'platform.bad-input'],
    [{ extensions: [{ offeringId: 'samsat-pare.bbnkb', hours: 40 }] }, 'platform.bad-input'],
    [{ hazard: { km: '', source: 'BPBD' } }, 'platform.bad-input'],
    [{ hazard: { km: 5 } }, 'platform.bad-input'],
  ])('refuses %j', async (options, name) => {
    const { version } = await house.get(Reroutes).get(reroute.id);
    await expect(set(options)).rejects.toEqual(code(name));
    expect((await house.get(Reroutes).get(reroute.id)).version).toBe(version);
  });

  it('refuses names that it does not know, and says which', async () => {
    const pin = { serviceId: 'pkb-tahunan', regionCode: KRAS, offeringId: 'samsat-pare.pkb-tahunan', region: 'Kras' };
    await expect(set({ pin: [], pins: [pin], hazard: { km: 5, source: 'BPBD', radius: 5 } })).rejects.toMatchObject({
      context: {
        fields: ['options.pins.0.region', 'options.hazard.radius', 'options.pin'].map((field) =>
          expect.objectContaining({ field }),
        ),
      },
    });
  });

  it('a wider hazard area makes the places in it the last choice, and the plan keeps who said so', async () => {
    const near = (made: Awaited<ReturnType<typeof planNow>>) =>
      made.legs.filter(({ officeId, share }) => officeId === 'mpp-kota-kediri' && share > 0).length;
    const extensions = [{ offeringId: 'samsat-pare.pkb-tahunan', hours: 12 }];
    await set({ extensions });
    const before = near(await planNow());
    const hazard = { km: 6, source: 'BPBD Kabupaten Kediri' };
    await set({ extensions, hazard });
    const after = await planNow();
    expect(after.options.hazard).toEqual(hazard);
    expect(near(after)).toBeLessThan(before);
    await set({});
  });

  it('two coordinators at once: one wins, the other is told', async () => {
    const { version } = await house.get(Reroutes).get(reroute.id);
    const both = await Promise.allSettled([
      set({ bans: [{ officeId: 'mpp-kota-kediri' }] }, { version }),
      set({ bans: [{ officeId: 'samsat-pare' }] }, { version }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'rerouting.changed-meanwhile' } });
    await expect(house.get(SetPlanOptions).run(house.as('auditor'), { rerouteId: reroute.id, options: {} })).rejects.toEqual(
      code('people.not-permitted'),
    );
    await set({});
  });
});

describe('a solver that fails', () => {
  it('leaves a greedy plan that says so', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    jest.spyOn(SolverThread.prototype, 'solve').mockRejectedValue(new Error('gone'));
    await set({ extensions: [{ offeringId: 'samsat-pare.pkb-tahunan', hours: 1.5 }] });
    expect(await planNow()).toMatchObject({ method: 'greedy' });
    expect(await places('pkb-tahunan')).toContain('samsat-pare');
  });
});

describe('what its own people take of a place', () => {
  it('is half while nobody has told, then what its day reports tell, of what it can take in an emergency', async () => {
    await set({});
    const assumed = await loadOf(reroute.id);
    expect(assumed.basis).toEqual({ from: 'assumed', capacity: expect.any(Number) });
    await report('2025-08-28', 1);
    const reported = await loadOf(reroute.id);
    const own = { people: 1, days: 1 };
    expect(reported.basis).toEqual({ from: 'reported', capacity: assumed.basis!.capacity, own });
    expect(reported).toMatchObject({ version: assumed.version + 1, assumed: true });
    expect(reported.capacity).toBeGreaterThan(assumed.capacity!);
    await report('2025-08-29', 100_000);
    expect((await loadOf(reroute.id)).capacity).toBeLessThan(reported.capacity!);
    const variant = { capacityPerDay: 900, source: 'Surat edaran contoh' };
    await house.get(SetEmergencyVariant).run(house.as('admin'), { offeringId: PARE, variant });
    const emergency = await loadOf(reroute.id);
    expect(emergency.basis).toMatchObject({ from: 'reported', capacity: 900, emergency: true, own: { days: 2 } });
    expect(emergency.capacity).toBe(900 - emergency.basis!.own!.people);
  });
});

describe('a visit that an operator adds', () => {
  it('takes people in the plan, and is real once it is approved', async () => {
    const unit = await house.get(StartOutreach).run(house.as('admin'), {
      officeId: 'samsat-pare',
      serviceId: 'pkb-tahunan',
      name: 'Samsat Keliling Pare',
      isSample: true,
    });
    const visit = {
      offeringId: unit.id,
      regionCode: KRAS,
      place: 'Balai Desa Kras',
      begins: '2025-09-03T08:00',
      ends: '12:00',
      quota: 120,
    };
    await expect(set({ visits: [{ ...visit, offeringId: 'samsat-pare.bbnkb' }] })).rejects.toEqual(code('rerouting.not-a-unit'));
    const { change } = await set({ visits: [visit] });
    expect(change.personKm).toBeLessThan(0);
    const leg = (await planNow()).legs.find(({ offeringId }) => offeringId === unit.id)!;
    expect(leg).toMatchObject({
      kind: 'outreach',
      startOn: '2025-09-03',
      reason: { key: 'reason.visit', params: { place: 'Balai Desa Kras' } },
    });

    const { requests } = await house.get(AskHosts).run(house.as('coordinator'), { rerouteId: reroute.id });
    for (const { id } of requests) {
      const yes = { requestId: id, accept: true, calledName: 'Kepala Layanan', calledAt: '2025-08-30T21:40:00+07:00' };
      await house.get(LogHostAnswer).run(house.as('coordinator'), yes);
    }
    await house.get(ApproveReroute).run(house.as('coordinator', 'person-second'), { rerouteId: reroute.id });
    expect((await house.get(Visits).find({ regionCode: KRAS }, '2025-09-01')).map(({ visit }) => visit)).toMatchObject([
      { place: 'Balai Desa Kras', begins: '2025-09-03T08:00', quota: 120 },
    ]);
    await expect(set({})).rejects.toEqual(code('rerouting.wrong-state'));
    await house.settle();
    expect(await house.troubles()).toEqual([]);
  });

  it('changes nothing that is public while a new plan is made, even one without any place', async () => {
    const told = async () => house.get(Reroutes).publishedFor('pkb-lima-tahunan', KRAS);
    const before = await told();
    const draft = await house.get(ProposeReroute).run(house.as('coordinator'), { incidentId });
    const bans = [{ officeId: 'samsat-pare' }, { officeId: 'mpp-kota-kediri' }];
    await house.get(SetPlanOptions).run(house.as('coordinator'), { rerouteId: draft.id, options: { bans } });
    expect((await house.get(Reroutes).get(draft.id)).plan.gaps.length).toBeGreaterThan(18);
    expect(await told()).toEqual(before);
  });

  it('takes room from the next plan, and what its hosts say of these guests is not what their own people take', async () => {
    house.clock.set('2025-09-03T08:00:00+07:00');
    await report('2025-09-02', 70);
    const other = newId();
    const mpp = { offeringIds: ['mpp-kota-kediri.pkb-tahunan'], status: 'suspended', since: '2025-09-03T07:00:00+07:00' };
    await house.get(SetStatus).run(house.as('admin'), { ...mpp, incidentId: other, confirmed: true });
    const second = await house.get(ProposeReroute).run(house.as('coordinator'), { incidentId: other });
    expect((await loadOf(second.id)).basis).toMatchObject({ from: 'reported', own: { days: 2 }, promised: expect.any(Number) });
  });
});
