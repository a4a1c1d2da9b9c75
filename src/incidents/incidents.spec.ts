import { Readable } from 'node:stream';
import { type House, openHouse, THE_NIGHT } from '../../test/support/house.js';
import { Directory } from '../directory/index.js';
import { ImportObligations } from '../dispensation/index.js';
import { Actor, type DutyMember, Roster } from '../people/index.js';
import { Tx } from '../platform/index.js';
import { CloseIncident } from './close-incident.js';
import { ConfirmIncident } from './confirm-incident.js';
import { CorrectIncident } from './correct-incident.js';
import { DeclareIncident } from './declare-incident.js';
import { EscalateUnconfirmed } from './escalate-unconfirmed.js';
import { EscalationTick } from './escalation-tick.js';
import { Incidents } from './incidents.js';
import { Messenger } from './messenger.js';
import { Post } from './post.js';
import { PreviewClosure } from './preview-closure.js';
import type { Incident } from './types.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const KATANG = ['samsat-katang.pkb-tahunan', 'samsat-katang.pkb-lima-tahunan', 'samsat-katang.bbnkb'];
const OBLIGATIONS_HEADER = 'vehicle_ref,plate,region_code,service_id,due_on,pkb,opsen,swdkllj,pnbp,paid_on';
const PLATES = ['samsat-katang.pkb-lima-tahunan', 'samsat-katang.bbnkb'];

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
/** Time only goes forward: each test has a night of its own, and leaves every office open for the next one. */
let night = THE_NIGHT;
const inMinutes = (minutes: number) => new Date(night.getTime() + minutes * MINUTE_MS);
const fire = () => inMinutes(-30);
beforeEach(() => house.clock.set(night));
afterEach(async () => {
  night = new Date(night.getTime() + 30 * DAY_MS);
  house.clock.set(inMinutes(-24 * 60));
  for (const { id } of await house.get(Incidents).open()) await house.get(CorrectIncident).run(second(), { incidentId: id });
  await house
    .get(Tx)
    .housekeeping('test.forget', () =>
      house.db.run(`update dbos.workflow_status set status = 'CANCELLED' where status = 'ENQUEUED'`),
    );
});

const admin = () => house.as('admin');
const second = () => house.as('coordinator');
const declare = (what: object = {}, by: Actor = admin()) =>
  house.get(DeclareIncident).run(by, { officeId: 'samsat-katang', beganAt: fire(), ...what });
const confirm = ({ id }: Incident, by: Actor = second()) => house.get(ConfirmIncident).run(by, { incidentId: id });
const kinds = async ({ id }: Incident) => (await house.get(Incidents).timeline(id)).map((entry) => entry.kind);
const open = async () => (await house.get(Incidents).open()).map(({ id }) => id);

/** `normal`, or `suspended?` while unconfirmed, of each offering of Katang. */
async function statuses(): Promise<Record<string, string>> {
  const found = await house.get(Directory).statuses(KATANG);
  return Object.fromEntries(
    [...found].map(([id, { status, confirmedAt }]) => [
      id.replace('samsat-katang.', ''),
      status === 'normal' || confirmedAt ? status : `${status}?`,
    ]),
  );
}

const ledgerOf = ({ id }: Incident) =>
  house.db.many<{ verb: string; actor: string }>('select verb, actor from audit.entry where subject_id = $1 order by id', [id]);

describe('before declaring', () => {
  it('shows what a closure would mean', async () => {
    const preview = await house.get(PreviewClosure).of('samsat-katang');
    expect(preview.regions.map(({ name }) => name).sort()).toEqual([
      'Gampengrejo',
      'Gurah',
      'Kandat',
      'Kras',
      'Ngadiluwih',
      'Ngancar',
      'Ngasem',
      'Ringinrejo',
      'Wates',
    ]);
    expect(preview.services.map(({ id }) => id).sort()).toEqual(['bbnkb', 'pkb-lima-tahunan', 'pkb-tahunan']);
    expect(preview.people).toEqual({ perDay: 360, isSample: true, unknown: 0 });
    expect(preview.obligations).toMatchObject({ imported: false, from: '2025-08-30', to: '2025-09-13' });
    expect(preview.sources).toEqual([
      expect.objectContaining({ id: 'samsat-katang-db', ageHours: undefined }),
      expect.objectContaining({ id: 'samsat-katang-scans', ageHours: undefined }),
    ]);
    expect(preview.unprotected).toMatchObject([{ id: 'basis-data-kendaraan', reasons: ['never-stored'] }]);
    expect(preview).toMatchObject({ part: undefined, already: undefined });
  });

  it('shows a part alone', async () => {
    const preview = await house.get(PreviewClosure).of('samsat-katang', 'plate-printer');
    expect(preview.part).toMatchObject({ id: 'plate-printer' });
    expect(preview.services.map(({ id }) => id).sort()).toEqual(['bbnkb', 'pkb-lima-tahunan']);
    expect(preview.people.perDay).toBe(120);
    expect(preview.obligations).toMatchObject({ imported: false });
  });

  it('counts what falls due for the services that stop, and only those', async () => {
    const line = (n: number, service: string) => `V-${n},AG ${1000 + n} XX,35.06.03,${service},DAY,200000,132000,32000,0,`;
    const rows = [line(1, 'pkb-tahunan'), line(2, 'pkb-tahunan'), line(3, 'pkb-lima-tahunan')];
    const due = house.clock.now();
    const days = [due, new Date(due.getTime() + 14 * DAY_MS)].map((day) => day.toISOString().slice(0, 10));
    const lines = days.flatMap((day) => rows.map((row) => row.replace('DAY', day)));
    const content = Readable.from([[OBLIGATIONS_HEADER, ...lines].join('\n')]);
    await house.get(ImportObligations).run(house.as('dispensation-officer'), { name: 'kewajiban.csv', content });
    const preview = (part?: string) => house.get(PreviewClosure).of('samsat-katang', part);
    expect((await preview()).obligations).toMatchObject({ imported: true, count: 6 });
    expect((await preview('plate-printer')).obligations).toMatchObject({ imported: true, count: 2 });
  });

  it('says that somebody was first', async () => {
    const { id } = await declare();
    expect(await house.get(PreviewClosure).of('samsat-katang', 'plate-printer')).toMatchObject({ already: { id } });
  });
});

describe('declaring', () => {
  it('is public at once, as unconfirmed, with cause and end unknown', async () => {
    const incident = await declare();
    expect(incident).toEqual({
      id: expect.anything(),
      officeId: 'samsat-katang',
      state: 'reported',
      beganAt: fire(),
      reportedAt: night,
      reportedBy: 'person-admin',
    });
    expect(await statuses()).toEqual({ 'pkb-tahunan': 'suspended?', 'pkb-lima-tahunan': 'suspended?', bbnkb: 'suspended?' });
    const [status] = await house.get(Directory).statusesOfIncident(incident.id);
    expect(status).toMatchObject({ since: fire(), reportedBy: 'person-admin' });
    expect(await ledgerOf(incident)).toEqual([
      { verb: 'directory.set-status', actor: 'person-admin' },
      { verb: 'incidents.declare', actor: 'person-admin' },
    ]);
  });

  it('of one part stops only what needs it', async () => {
    await declare({ part: 'plate-printer' });
    expect(await statuses()).toEqual({ 'pkb-tahunan': 'normal', 'pkb-lima-tahunan': 'suspended?', bbnkb: 'suspended?' });
  });

  it.each([
    [
      'an office that does not exist',
      { officeId: 'samsat-katag' },
      'incidents.no-such-office',
      { near: expect.stringContaining('samsat-katang') },
    ],
    ['a part that no service needs', { part: 'helipad' }, 'incidents.no-such-part', { part: 'helipad' }],
    ['a beginning in the future', { beganAt: new Date('2035-01-01T00:00:00+07:00') }, 'incidents.began-in-future', {}],
    [
      'an end before the beginning',
      { expectedEnd: THE_NIGHT, beganAt: new Date(THE_NIGHT.getTime() + 1) },
      'incidents.end-before-start',
      {},
    ],
    [
      'a time without its zone',
      { beganAt: '2025-08-30T21:30' },
      'platform.bad-input',
      { fields: [{ field: 'beganAt', message: expect.anything() }] },
    ],
    ['an office without services', { officeId: 'mpp-kab-kediri' }, 'incidents.nothing-offered', {}],
  ])('%s is refused, and nothing is half done', async (_, what, code, context) => {
    const before = await house.db.one(
      'select (select count(*) from audit.entry) as entries, (select count(*) from platform.event) as events',
    );
    await expect(declare(what)).rejects.toMatchObject({ code, context });
    expect(
      await house.db.one('select (select count(*) from audit.entry) as entries, (select count(*) from platform.event) as events'),
    ).toEqual(before);
    expect(await open()).toEqual([]);
  });

  it('by two people at once makes one incident, and the second is told who was first', async () => {
    const both = await Promise.allSettled([
      declare(),
      declare({}, second()),
      declare({ part: 'plate-printer' }, house.as('admin', 'third')),
    ]);
    const made = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    const whole = made.find(({ part }) => part === undefined);
    expect(whole).toBeDefined();
    expect(made.length + refused.length).toBe(3);
    expect(await open()).toHaveLength(made.length);
    for (const error of refused)
      expect(error).toMatchObject({
        code: 'incidents.already-declared',
        context: { incidentId: whole!.id, reporter: whole!.reportedBy },
      });
    expect(refused.length).toBeGreaterThanOrEqual(1);
  });

  it('is held by the database too, whatever the code does', async () => {
    const { id } = await declare();
    const again = `insert into incidents.incident (id, office_id, state, began_at, reported_at, reported_by)
      select gen_random_uuid(), office_id, state, began_at, reported_at, reported_by from incidents.incident where id = $1`;
    await expect(house.get(Tx).housekeeping('test.second', () => house.db.run(again, [id]))).rejects.toMatchObject({
      driverError: { constraint: 'incident_open' },
    });
  });

  it('the whole office after one of its parts is another incident', async () => {
    await declare({ part: 'plate-printer' });
    await declare({}, second());
    expect(await open()).toHaveLength(2);
    expect(await statuses()).toEqual({ 'pkb-tahunan': 'suspended?', 'pkb-lima-tahunan': 'suspended?', bbnkb: 'suspended?' });
  });
});

describe('confirming', () => {
  it('takes another person and makes it certain', async () => {
    const incident = await declare();
    await expect(confirm(incident, admin())).rejects.toMatchObject({ code: 'incidents.needs-another-person' });
    expect(await confirm(incident)).toMatchObject({ state: 'confirmed', confirmedBy: 'person-coordinator' });
    expect(await statuses()).toEqual({ 'pkb-tahunan': 'suspended', 'pkb-lima-tahunan': 'suspended', bbnkb: 'suspended' });
    const [status] = await house.get(Directory).statusesOfIncident(incident.id);
    expect(status).toMatchObject({ reportedBy: 'person-admin', confirmedBy: 'person-coordinator' });
    expect(await house.get(Incidents).escalation(incident.id)).toBeUndefined();
  });

  it('is done once', async () => {
    const incident = await declare();
    const both = await Promise.allSettled([confirm(incident), confirm(incident, house.as('admin', 'third'))]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'incidents.not-allowed-now' } });
    expect(await kinds(incident)).toEqual(['reported', 'confirmed']);
  });

  it('of an incident that does not exist says so', async () => {
    await expect(house.get(Incidents).get('not-an-id')).rejects.toMatchObject({ code: 'incidents.no-such-incident' });
    await expect(confirm({ id: '0198f000-0000-7000-8000-000000000000' } as Incident)).rejects.toMatchObject({
      code: 'incidents.no-such-incident',
    });
  });
});

describe('correcting', () => {
  it('takes everything back in one step, and the record says that it was a mistake', async () => {
    const incident = await declare();
    house.clock.set(inMinutes(4));
    await house.get(CorrectIncident).run(admin(), { incidentId: incident.id, reason: 'salah kantor' });
    expect(await statuses()).toEqual({ 'pkb-tahunan': 'normal', 'pkb-lima-tahunan': 'normal', bbnkb: 'normal' });
    const said = await house.get(Directory).statuses(KATANG);
    expect([...said.values()].map(({ correction, incidentId }) => ({ correction, incidentId }))).toEqual(
      KATANG.map(() => ({ correction: true, incidentId: incident.id })),
    );
    expect(await house.get(Incidents).get(incident.id)).toMatchObject({ state: 'corrected', correctionReason: 'salah kantor' });
    expect(await house.get(Incidents).escalation(incident.id)).toBeUndefined();
    const history = await house.get(Directory).statuses(KATANG, inMinutes(3));
    expect(history.get(KATANG[0]!)).toMatchObject({ status: 'suspended' });
  });

  it('leaves what another open incident still holds', async () => {
    const printer = await declare({ part: 'plate-printer' });
    await confirm(printer);
    const whole = await declare({}, second());
    await house.get(CorrectIncident).run(admin(), { incidentId: whole.id });
    expect(await statuses()).toEqual({ 'pkb-tahunan': 'normal', 'pkb-lima-tahunan': 'suspended', bbnkb: 'suspended' });
    const held = await house.get(Directory).statuses(PLATES);
    expect([...held.values()].map(({ incidentId }) => incidentId)).toEqual([printer.id, printer.id]);
  });
});

describe('closing', () => {
  it('gives the office back from the moment it reopened', async () => {
    const incident = await confirm(await declare());
    house.clock.set(inMinutes(12 * 24 * 60));
    const reopenedAt = inMinutes(12 * 24 * 60 - 30);
    await house.get(CloseIncident).run(second(), { incidentId: incident.id, reopenedAt });
    expect(await statuses()).toEqual({ 'pkb-tahunan': 'normal', 'pkb-lima-tahunan': 'normal', bbnkb: 'normal' });
    expect(await house.get(Incidents).get(incident.id)).toMatchObject({ state: 'closed', reopenedAt });
    expect(await kinds(incident)).toEqual(['reported', 'confirmed', 'closed']);
    await expect(house.get(CorrectIncident).run(admin(), { incidentId: incident.id })).rejects.toMatchObject({
      code: 'incidents.not-allowed-now',
    });
    await expect(declare()).resolves.toMatchObject({ state: 'reported' });
  });

  it('wants a confirmed incident', async () => {
    const incident = await declare();
    await expect(house.get(CloseIncident).run(second(), { incidentId: incident.id })).rejects.toMatchObject({
      code: 'incidents.not-allowed-now',
    });
  });
});

describe('a report that nobody confirms', () => {
  const roster: DutyMember[] = [
    {
      id: '0198f000-0000-7000-8000-000000000001',
      position: 1,
      functionName: 'Koordinator piket',
      email: 'piket@contoh.invalid',
      accountId: 'person-coordinator',
      isSample: false,
    },
    {
      id: '0198f000-0000-7000-8000-000000000002',
      position: 2,
      functionName: 'Kepala bidang',
      phone: '+62 000 0000 0002',
      isSample: false,
    },
  ];
  const calls = async ({ id }: Incident) =>
    (await house.get(Incidents).calls(id)).map(({ functionName, channel, outcome }) => `${functionName} ${channel} ${outcome}`);
  const tickAfter = async (minutes: number) => {
    house.clock.set(inMinutes(minutes));
    await house.get(EscalationTick).startDue();
    await house.settle();
  };
  afterEach(() => jest.restoreAllMocks());

  it('goes down the duty roster again and again, and stays closed', async () => {
    jest.spyOn(house.get(Roster), 'members').mockResolvedValue(roster);
    const incident = await declare();
    await tickAfter(14);
    expect(await calls(incident)).toEqual([]);
    for (const minutes of [15, 16, 30, 45]) await tickAfter(minutes);
    expect(await calls(incident)).toEqual([
      'Koordinator piket none no-gateway',
      'Kepala bidang none no-gateway',
      'Koordinator piket none no-gateway',
    ]);
    expect(await statuses()).toEqual({ 'pkb-tahunan': 'suspended?', 'pkb-lima-tahunan': 'suspended?', bbnkb: 'suspended?' });
    await confirm(incident);
    await tickAfter(119);
    expect(await calls(incident)).toHaveLength(3);
  });

  it('is told once a round, however many servers tick', async () => {
    jest.spyOn(house.get(Roster), 'members').mockResolvedValue(roster);
    const incident = await declare();
    house.clock.set(inMinutes(20));
    await Promise.all([1, 2, 3].map(() => house.get(EscalationTick).startDue()));
    const by = Actor.system('incidents');
    await Promise.all([1, 2, 3].map(() => house.get(EscalateUnconfirmed).run(by, { incidentId: incident.id, round: 0 })));
    await house.settle();
    expect(await calls(incident)).toHaveLength(1);
  });

  it('is sent by the gateway there is, under one key, and a refusal is written down', async () => {
    jest.spyOn(house.get(Roster), 'members').mockResolvedValue(roster);
    jest.spyOn(house.get(Post), 'gateways', 'get').mockReturnValue({ mail: true, sms: false });
    const tell = jest.spyOn(house.get(Messenger), 'tell').mockResolvedValue({ outcome: 'failed', error: 'mailbox full' });
    const incident = await declare();
    await tickAfter(15);
    expect(tell).toHaveBeenCalledWith(
      expect.objectContaining({ incidentId: incident.id, channel: 'email', outcome: 'attempted' }),
    );
    expect(await house.get(Incidents).calls(incident.id)).toEqual([
      expect.objectContaining({ outcome: 'failed', error: 'mailbox full' }),
    ]);
  });

  it('with nobody on the roster says so on the timeline', async () => {
    jest.spyOn(house.get(Roster), 'members').mockResolvedValue([]);
    const incident = await declare();
    await tickAfter(15);
    expect(await kinds(incident)).toEqual(['reported', 'nobody-to-tell']);
    expect(await house.get(Incidents).escalation(incident.id)).toMatchObject({ round: 1 });
  });
});
