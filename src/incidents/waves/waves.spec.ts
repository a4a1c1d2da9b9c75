import { type House, openHouse, THE_NIGHT } from '../../../test/support/house.js';
import { LedgerEntries } from '../../audit/index.js';
import { Directory } from '../../directory/index.js';
import { Actor, AddToRoster, RemoveFromRoster } from '../../people/index.js';
import { Tx } from '../../platform/index.js';
import { CloseIncident } from '../close-incident.js';
import { ConfirmIncident } from '../confirm-incident.js';
import { CorrectIncident } from '../correct-incident.js';
import { DeclareIncident } from '../declare-incident.js';
import { DutyTokens } from '../duty/duty-tokens.js';
import { AnswerDutyLink, DutyLinks } from '../duty/index.js';
import { EscalationTick } from '../escalation-tick.js';
import { Incidents } from '../incidents.js';
import { Post } from '../post.js';
import { CloseWave, ConfirmWave, CorrectWave, DeclareWave, PreviewWave, Waves } from './index.js';

const THREE = ['samsat-katang', 'samsat-pare', 'samsat-kota-kediri'];
const MINUTE_MS = 60_000;
let house: House;
let now = THE_NIGHT;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => house.clock.set(now));
const forget = () =>
  house
    .get(Tx)
    .housekeeping('test.forget', () =>
      house.db.run(`update dbos.workflow_status set status = 'CANCELLED' where status = 'ENQUEUED'`),
    );
afterEach(async () => {
  for (const { id } of await house.get(Incidents).open())
    await house.get(CorrectIncident).run(house.as('coordinator'), { incidentId: id });
  await forget();
  now = new Date(now.getTime() + 30 * 24 * 60 * MINUTE_MS);
});

const declare = (what: object = { officeIds: THREE }, by = house.as('admin')) => house.get(DeclareWave).run(by, what);
const preview = (what: Parameters<PreviewWave['of']>[0]) => house.get(PreviewWave).of(what);
const ids = (offices: { office: { id: string } }[]) => offices.map(({ office }) => office.id);
const states = async (waveId: string) =>
  (await house.get(Waves).get(waveId)).incidents.map(({ officeId, state }) => `${officeId} ${state}`);
const open = async () => (await house.get(Incidents).open()).map(({ officeId }) => officeId).sort();

describe('an area', () => {
  it('is a list, a region, or a radius around an office or a point', async () => {
    expect(ids((await preview({ officeIds: [...THREE, 'samsat-pare'] })).offices)).toEqual([...THREE].sort());
    expect(ids((await preview({ regionCode: '35.71' })).offices)).toEqual(['mpp-kota-kediri', 'samsat-kota-kediri']);
    const near = await preview({ around: { officeId: 'samsat-katang', km: 3 } });
    expect(ids(near.offices)).toEqual(expect.arrayContaining(['samsat-katang']));
    expect(ids(near.offices)).not.toContain('samsat-pare');
    expect(near.isSurveyed).toBe(false);
    const { lat, lng } = await house.get(Directory).office('samsat-pare');
    expect(ids((await preview({ around: { lat, lng, km: 0.1 } })).offices)).toEqual(['samsat-pare']);
  });

  it.each([
    [
      'unknown offices, all of them',
      { officeIds: ['samsat-katang', 'zzz', 'yyy'] },
      'incidents.no-such-offices',
      { offices: 'zzz, yyy' },
    ],
    ['an empty list', { officeIds: [] }, 'platform.bad-input', {}],
    ['no way at all', {}, 'platform.bad-input', {}],
    ['two ways at once', { officeIds: THREE, regionCode: '35.06' }, 'platform.bad-input', {}],
    ['a radius of 0', { around: { officeId: 'samsat-katang', km: 0 } }, 'platform.bad-input', {}],
    ['a radius around nothing', { around: { km: 5 } }, 'platform.bad-input', {}],
    ['a radius around an unknown office', { around: { officeId: 'zzz', km: 5 } }, 'directory.no-such-office', {}],
    ['a radius at sea', { around: { lat: -10, lng: 100, km: 5 } }, 'incidents.nothing-in-area', {}],
    ['an unknown region', { regionCode: '99.99' }, 'directory.no-such-region', {}],
    ['a region without offices', { regionCode: '35.78' }, 'incidents.nothing-in-area', {}],
    ['an end before the start', { officeIds: THREE, expectedEnd: '2020-01-01T00:00:00Z' }, 'incidents.end-before-start', {}],
    ['a beginning to come', { officeIds: THREE, beganAt: '2099-01-01T00:00:00Z' }, 'incidents.began-in-future', {}],
  ])('that is %s is refused, and nothing is done', async (_, what, code, context) => {
    await expect(declare(what)).rejects.toMatchObject({ code, context });
    expect(await open()).toEqual([]);
  });
});

describe('before declaring', () => {
  it('shows what it would mean, summed and for each, and is the sum of what each would mean', async () => {
    const seen = await preview({ officeIds: THREE });
    expect(seen.offices.map(({ office, people }) => `${office.id} ${people.perDay}`)).toContain('samsat-katang 360');
    expect(seen.total.people.perDay).toBe(seen.offices.reduce((sum, { people }) => sum + people.perDay, 0));
    expect(seen.total.offices).toBe(3);
    expect(seen.total.obligations).toEqual({ count: 0, unknown: 3 });
    expect(seen.total).toMatchObject({ sources: 2, unprovenSources: 2 });
    expect(seen.total.services.map(({ id }) => id)).toContain('pkb-tahunan');
  });

  it('leaves out of the sum what is closed already', async () => {
    const { id } = await house.get(DeclareIncident).run(house.as('admin'), { officeId: 'samsat-katang' });
    const seen = await preview({ officeIds: THREE });
    expect(seen.offices.find(({ office }) => office.id === 'samsat-katang')!.already).toMatchObject({ id });
    expect(seen.total).toMatchObject({ offices: 2, sources: 0 });
  });
});

describe('a hundred offices', () => {
  const HUNDRED = Array.from({ length: 100 }, (_, index) => `uji-${index + 1}`);
  beforeAll(() => house.get(Tx).housekeeping('test.hundred', () => house.db.run(COPIES)));

  it('are looked at by no more questions than three', async () => {
    const asked = jest.spyOn(house.db, 'many');
    await preview({ officeIds: THREE });
    const forThree = asked.mock.calls.length;
    asked.mockClear();
    const seen = await preview({ officeIds: HUNDRED });
    expect(asked.mock.calls.length).toBeLessThanOrEqual(forThree);
    expect(seen.total.offices).toBe(100);
    jest.restoreAllMocks();
  });

  it('are closed by no more statements than three, each with an incident of its own', async () => {
    const asked = (['many', 'run'] as const).map((how) => jest.spyOn(house.db, how));
    const statements = () => asked.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    await declare({ officeIds: THREE });
    const forThree = statements();
    const { wave, incidents } = await declare({ officeIds: HUNDRED });
    expect(statements() - forThree).toBeLessThanOrEqual(forThree);
    jest.restoreAllMocks();
    const told = await house.db.many<{ office: string; incident: string; by: string }>(
      `select split_part(s.offering_id, '.', 1) as office, s.incident_id as incident, i.office_id as by
       from directory.offering_status s join incidents.incident i on i.id = s.incident_id where i.wave_id = $1`,
      [wave.id],
    );
    expect(told).toHaveLength(100);
    expect(told.filter(({ office, by }) => office !== by)).toEqual([]);
    const subjects = [{ type: 'wave', id: wave.id }];
    const entries = await house.get(LedgerEntries).ofAll(subjects);
    expect(entries.map(({ verb }) => verb)).toEqual(['directory.set-status', 'incidents.declare-wave']);
    expect(JSON.parse(entries[0]!.detail).incidents).toHaveLength(incidents.length);
  });
});

describe('declaring many at once', () => {
  it('makes an incident for each, public at once, and carries one of them down the roster', async () => {
    const { wave, incidents, already } = await declare({ officeIds: THREE, cause: 'gempa bumi' });
    expect(await states(wave.id)).toEqual([...THREE].sort().map((id) => `${id} reported`));
    expect(already).toEqual([]);
    for (const { officeId } of incidents)
      expect(await house.get(Directory).officeStatus(officeId)).toMatchObject({ status: 'suspended', confirmed: false });
    const escalations = await Promise.all(incidents.map(({ id }) => house.get(Incidents).escalation(id)));
    expect(escalations.filter(Boolean)).toHaveLength(1);
    expect((await house.get(Waves).all())[0]).toMatchObject({ id: wave.id, offices: 3, open: 3, cause: 'gempa bumi' });
  });

  it('by two phones at once closes each office once, and tells the other which', async () => {
    const lists = [THREE.slice(0, 2), THREE.slice(1)];
    const by = [house.as('admin'), house.as('coordinator')];
    const both = await Promise.all(lists.map((officeIds, index) => declare({ officeIds }, by[index])));
    expect(await open()).toEqual([...THREE].sort());
    expect(both.map(({ incidents }) => incidents.length).sort()).toEqual([1, 2]);
    const lost = both.flatMap(({ already }) => already);
    expect(lost).toMatchObject([{ officeId: 'samsat-pare', officeName: 'Samsat Pare' }]);
    const winner = both.find(({ incidents }) => incidents.some(({ officeId }) => officeId === 'samsat-pare'))!;
    expect(lost[0]!.incidentId).toBe(winner.incidents.find(({ officeId }) => officeId === 'samsat-pare')!.id);
  });

  it('of offices that are all closed already is refused, with who was first', async () => {
    await declare();
    await expect(declare({ officeIds: THREE }, house.as('coordinator'))).rejects.toMatchObject({
      code: 'incidents.all-already-declared',
      context: { already: expect.arrayContaining([expect.objectContaining({ officeId: 'samsat-katang' })]) },
    });
  });
});

describe('a wave', () => {
  it('is confirmed by a second person together, after some were dealt with alone', async () => {
    const { wave, incidents } = await declare();
    await house.get(CorrectIncident).run(house.as('admin'), { incidentId: incidents[0]!.id });
    await expect(house.get(ConfirmWave).run(house.as('admin'), { waveId: wave.id })).rejects.toMatchObject({
      code: 'incidents.needs-another-person',
    });
    expect(await house.get(ConfirmWave).run(house.as('coordinator'), { waveId: wave.id })).toMatchObject({
      left: 1,
      done: [{}, {}],
    });
    await expect(house.get(ConfirmWave).run(house.as('coordinator'), { waveId: wave.id })).rejects.toMatchObject({
      code: 'incidents.nothing-to-do-in-wave',
    });
  });

  it('ends together, after some have opened earlier', async () => {
    const { wave, incidents } = await declare();
    await house.get(ConfirmWave).run(house.as('coordinator'), { waveId: wave.id });
    house.clock.set(new Date(now.getTime() + 60 * MINUTE_MS));
    await house.get(CloseIncident).run(house.as('admin'), { incidentId: incidents[0]!.id });
    expect(await house.get(CloseWave).run(house.as('admin'), { waveId: wave.id })).toMatchObject({ left: 1 });
    expect(await open()).toEqual([]);
  });

  it('is taken back together', async () => {
    const { wave } = await declare();
    await house.get(CorrectWave).run(house.as('admin'), { waveId: wave.id, reason: 'latihan' });
    expect(await states(wave.id)).toEqual([...THREE].sort().map((id) => `${id} corrected`));
    await expect(house.get(Waves).get('zzz')).rejects.toMatchObject({ code: 'incidents.no-such-wave' });
  });

  it('hands its place on the roster on when the one that was carried ends, and one tap answers for all that wait', async () => {
    const { id: memberId } = await house
      .get(AddToRoster)
      .run(house.as('admin'), { functionName: 'Koordinator piket', phone: '+62 000 0000 0001' });
    jest.spyOn(house.get(Post), 'gateways', 'get').mockReturnValue({ mail: false, sms: true });
    const sent = jest.spyOn(house.get(Post), 'send').mockImplementation(async (_channel, _key, write) => {
      await write();
      return { outcome: 'delivered' };
    });
    const { wave, incidents } = await declare();
    await forget();
    await house.get(ConfirmIncident).run(house.as('coordinator'), { incidentId: incidents[0]!.id });
    await forget();
    house.clock.set(new Date(now.getTime() + 15 * MINUTE_MS));
    await house.get(EscalationTick).startDue();
    await house.settle();
    expect(sent).toHaveBeenCalledTimes(1);
    const token = house.get(DutyTokens).of(sent.mock.calls[0]![1]);
    expect((await house.get(DutyLinks).look(token)).waiting).toHaveLength(2);
    await house.get(AnswerDutyLink).run(Actor.public(), { token, answer: 'confirm' });
    expect(await states(wave.id)).toEqual([...THREE].sort().map((id) => `${id} confirmed`));
    await house.get(RemoveFromRoster).run(house.as('admin'), { memberId });
    jest.restoreAllMocks();
  });
});

/** Samsat Pare a hundred times, each with one service. */
const COPIES = `
  with n as (select 'uji-' || n as id from generate_series(1, 100) n),
  offices as (insert into directory.office (id, agency_id, region_code, confirmed_open, facts)
    select n.id, agency_id, region_code, confirmed_open, facts || jsonb_build_object('id', n.id, 'name', 'Kantor ' || n.id)
    from directory.office o, n where o.id = 'samsat-pare' returning id),
  channels as (insert into directory.channel (id, kind, office_id, facts)
    select n.id, c.kind, n.id, c.facts || jsonb_build_object('id', n.id)
    from (select * from directory.channel where office_id = 'samsat-pare' and kind = 'counter' limit 1) c, n returning id),
  offerings as (insert into directory.offering (id, service_id, channel_id, needs_parts, listed_at, facts)
    select n.id || '.pkb', service_id, n.id, needs_parts, listed_at, facts || jsonb_build_object('id', n.id || '.pkb')
    from (select * from directory.offering where id = 'samsat-pare.pkb-tahunan') o, n returning id)
  select 1`;
