import { type House, openHouse, THE_NIGHT } from '../../../test/support/house.js';
import { Directory } from '../../directory/index.js';
import {
  Actor,
  AddToRoster,
  DutyCodes,
  type DutyMember,
  PrintDutyCodes,
  RemoveFromRoster,
  RevokeDutyCodes,
  Roster,
} from '../../people/index.js';
import { Tx } from '../../platform/index.js';
import { AcknowledgeAlarm, Alarms } from '../alarms/index.js';
import { ConfirmIncident } from '../confirm-incident.js';
import { CorrectIncident } from '../correct-incident.js';
import { DeclareIncident } from '../declare-incident.js';
import { EscalationTick } from '../escalation-tick.js';
import { Incidents } from '../incidents.js';
import { Post } from '../post.js';
import { Reconfirmations, ReconfirmStatus } from '../reconfirm/index.js';
import { StaleTick } from '../reconfirm/stale-tick.js';
import type { Incident } from '../types.js';
import { AnswerDutyLink, DutyLinks, UseDutyCode } from './index.js';

const HOUR_MS = 3_600_000;
let house: House;
let first: DutyMember;
let second: DutyMember;
let sent: { channel: string; to: string; text: string }[] = [];
let now = THE_NIGHT;

beforeAll(async () => {
  house = await openHouse();
  const add = (functionName: string, email: string, phone: string) =>
    house.get(AddToRoster).run(house.as('admin'), { functionName, email, phone });
  first = await add('Koordinator piket', 'piket@contoh.invalid', '+62 000 0000 0001');
  second = await add('Kepala bidang', 'kepala@contoh.invalid', '+62 000 0000 0002');
  jest.spyOn(house.get(Post), 'gateways', 'get').mockReturnValue({ mail: true, sms: true });
  jest.spyOn(house.get(Post), 'send').mockImplementation(async (channel, _key, write) => {
    const { to, text } = await write();
    sent.push({ channel, to, text });
    return { outcome: 'delivered' };
  });
});
afterAll(() => house.close());
beforeEach(() => {
  sent = [];
  house.clock.set(now);
});
/** Time only goes forward: each test has a night of its own, and leaves every office open for the next one. */
afterEach(async () => {
  for (const { id } of await house.get(Incidents).open())
    await house.get(CorrectIncident).run(house.as('coordinator'), { incidentId: id });
  await forget();
  now = new Date(now.getTime() + 30 * 24 * HOUR_MS);
});

/** What the incidents set going elsewhere is not what is tested here. */
const forget = () =>
  house
    .get(Tx)
    .housekeeping('test.forget', () =>
      house.db.run(`update dbos.workflow_status set status = 'CANCELLED' where status = 'ENQUEUED'`),
    );
const later = (minutes: number) => house.clock.set(new Date(now.getTime() + minutes * 60_000));
const declare = async (by = house.as('admin'), officeId = 'samsat-katang') => {
  const incident = await house.get(DeclareIncident).run(by, { officeId });
  await forget();
  return incident;
};
const stateOf = async ({ id }: Incident) => (await house.get(Incidents).get(id)).state;
const kinds = async ({ id }: Incident) => (await house.get(Incidents).timeline(id)).map(({ kind }) => kind);
const answer = (token: string, what: object = { answer: 'confirm' }) =>
  house.get(AnswerDutyLink).run(Actor.public(), { token, ...what });
const tokenIn = (text: string | undefined) => /\/piket\/([\w-]+)/.exec(text ?? '')?.[1] ?? '';
/** The tokens of the messages of the next round. */
async function nextRound(minutes: number): Promise<string[]> {
  sent = [];
  later(minutes);
  await house.get(EscalationTick).startDue();
  await house.settle();
  return sent.map(({ text }) => tokenIn(text));
}
const ledger = async (verb: string) => {
  const sql = 'select actor, detail from audit.entry where verb = $1 order by id desc limit 1';
  const { actor, detail } = await house.db.one<{ actor: string; detail: string }>(sql, [verb]);
  return { actor, detail: JSON.parse(detail) };
};

describe('the link in a message', () => {
  it('goes out by SMS and by mail, is kept only as a digest, and is used up by neither looking nor a refusal', async () => {
    const incident = await declare();
    const [sms, mail] = await nextRound(15);
    expect(sent.map(({ channel, to }) => `${channel} ${to}`)).toEqual(['sms +62 000 0000 0001', 'email piket@contoh.invalid']);
    expect(sms).not.toBe(mail);
    expect(await house.get(DutyLinks).look(sms!)).toMatchObject({ member: { id: first.id }, incident: { id: incident.id } });
    expect(await house.get(DutyLinks).look(sms!)).toMatchObject({ waiting: [{ id: incident.id }] });
    const kept = await house.db.many<{ row: string }>(
      'select t::text as row from incidents.duty_link t union all select t::text from incidents.call t union all select t::text from incidents.timeline t',
    );
    expect(kept.filter(({ row }) => row.includes(sms!))).toEqual([]);
  });

  it('confirms in the name of the place, once; the ledger says which function', async () => {
    const incident = await declare();
    const [sms, mail] = await nextRound(15);
    expect(await answer(sms!)).toMatchObject([{ id: incident.id, state: 'confirmed', confirmedBy: `duty:${first.id}` }]);
    await expect(answer(sms!)).rejects.toMatchObject({ code: 'incidents.duty-link-gone' });
    await expect(answer(mail!)).rejects.toMatchObject({ code: 'incidents.not-allowed-now' });
    expect(await house.get(DutyLinks).look(mail!)).toMatchObject({ incident: { state: 'confirmed' } });
    expect(await ledger('incidents.answer-duty-link')).toMatchObject({
      actor: 'public',
      detail: { answer: 'confirm', function: 'Koordinator piket', member: first.id },
    });
    expect(await ledger('incidents.confirm')).toMatchObject({ actor: `duty:${first.id}` });
    const statuses = await house.get(Directory).statusesOfIncident(incident.id);
    expect(statuses.every(({ confirmedBy }) => confirmedBy === `duty:${first.id}`)).toBe(true);
  });

  it('of two taps at once does its work once', async () => {
    const incident = await declare();
    const [sms] = await nextRound(15);
    const both = await Promise.allSettled([answer(sms!), answer(sms!)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await kinds(incident)).filter((kind) => kind === 'confirmed')).toHaveLength(1);
  });

  it('corrects as well', async () => {
    const incident = await declare();
    const [sms] = await nextRound(15);
    await answer(sms!, { answer: 'correct', reason: 'salah kantor' });
    expect(await house.get(Incidents).get(incident.id)).toMatchObject({ state: 'corrected', correctionReason: 'salah kantor' });
  });

  it('expires, is for this incident alone, and ends with the place', async () => {
    const incident = await declare();
    const [sms] = await nextRound(15);
    await expect(answer(`${sms}x`)).rejects.toMatchObject({ code: 'incidents.duty-link-gone' });
    later(15 + 12 * 60);
    await expect(answer(sms!)).rejects.toMatchObject({ code: 'incidents.duty-link-gone' });
    const [again] = await nextRound(15 + 13 * 60);
    const member = jest.spyOn(house.get(Roster), 'members').mockResolvedValue([]);
    await expect(answer(again!)).rejects.toMatchObject({ code: 'incidents.duty-link-gone' });
    member.mockRestore();
    expect(await stateOf(incident)).toBe('reported');
  });

  it('does not let the reporter confirm her own report', async () => {
    const incident = await declare(Actor.duty(`duty:${first.id}`, 'Koordinator piket'));
    await nextRound(15);
    expect(sent.map(({ to }) => to)).toEqual([second.phone, second.email]);
    const [sms] = await nextRound(30);
    // The place turns out to be the reporter's own: the rule holds, not only the choice of whom to call.
    const members = (await house.get(Roster).members()).map((member) => ({ ...member, accountId: incident.reportedBy }));
    const roster = jest.spyOn(house.get(Roster), 'members').mockResolvedValue(members);
    await expect(answer(sms!)).rejects.toMatchObject({ code: 'incidents.needs-another-person' });
    roster.mockRestore();
    expect(await house.get(DutyLinks).look(sms!)).toMatchObject({ member: { id: second.id } });
    expect(await stateOf(incident)).toBe('reported');
  });
});

describe('a code on paper', () => {
  const print = (member = first, by = house.as('admin')) => house.get(PrintDutyCodes).run(by, { memberId: member.id, count: 3 });
  const use = (code: string | undefined, what: object = {}) =>
    house.get(UseDutyCode).run(Actor.public(), { code, act: 'declare', office: 'samsat katang', ...what });
  const count = async (member = first) => (await house.get(DutyCodes).counts()).get(member.id);

  it('marks an office closed, once, however it is typed, and tells the others', async () => {
    const { codes } = await print();
    const incident = await use(codes[0]!.toLowerCase().replaceAll('-', ' '), { cause: 'kebakaran' });
    expect(incident).toMatchObject({
      officeId: 'samsat-katang',
      state: 'reported',
      via: 'code',
      cause: 'kebakaran',
      reportedBy: `duty:${first.id}`,
    });
    await expect(use(codes[0], { office: 'samsat pare' })).rejects.toMatchObject({ code: 'people.code-gone' });
    expect(await count()).toMatchObject({ live: 2, used: 1 });
    await house.settle();
    expect(sent.map(({ to }) => to)).toEqual([second.phone, second.email]);
    expect(sent[0]!.text).toContain('Kode darurat dipakai oleh Koordinator piket: Samsat Katang');
    const [alarm] = await house.get(Alarms).unseen();
    expect(alarm).toMatchObject({ kind: 'code-used', officeId: 'samsat-katang', incidentId: incident.id });
    expect(await house.get(Alarms).calls(alarm!.id)).toMatchObject([{ outcome: 'delivered' }, { outcome: 'delivered' }]);
    await house.get(AcknowledgeAlarm).run(house.as('coordinator'), { alarmId: alarm!.id });
    expect(await house.get(Alarms).unseen()).toEqual([]);
  });

  it('confirms what another person reported, and nothing of her own or of who printed the sheet', async () => {
    const { codes } = await print(first, house.as('coordinator', 'printer'));
    const incident = await declare();
    expect(await use(codes[0], { act: 'confirm', office: 'samsat-katang' })).toMatchObject({
      id: incident.id,
      state: 'confirmed',
    });
    await use(codes[1], { office: 'samsat-pare' });
    await expect(use(codes[2], { act: 'confirm', office: 'samsat-pare' })).rejects.toMatchObject({
      code: 'incidents.needs-another-person',
    });
    await declare(house.as('coordinator', 'printer'), 'samsat-kota-kediri');
    await expect(use(codes[2], { act: 'confirm', office: 'samsat-kota-kediri' })).rejects.toMatchObject({
      code: 'incidents.needs-another-person',
    });
    expect(await count()).toMatchObject({ live: 1, used: 3 });
  });

  it('is no second person for who printed the sheet, from her own account or by the database', async () => {
    const { codes } = await print(first, house.as('coordinator', 'printer'));
    const { id: incidentId } = await use(codes[0]);
    await expect(house.get(ConfirmIncident).run(house.as('coordinator', 'printer'), { incidentId })).rejects.toMatchObject({
      code: 'incidents.needs-another-person',
    });
    const byHand = () =>
      house.db.run(`update incidents.incident set confirmed_by = 'printer', confirmed_at = now() where id = $1`, [incidentId]);
    await expect(house.get(Tx).housekeeping('test.confirm', byHand)).rejects.toThrow(/check constraint/);
    expect(await house.get(ConfirmIncident).run(house.as('coordinator'), { incidentId })).toMatchObject({ state: 'confirmed' });
  });

  it('that did nothing stays good', async () => {
    const { codes } = await print();
    const before = await count();
    await expect(use(codes[0], { office: 'samsat' })).rejects.toMatchObject({
      code: 'incidents.which-office',
      context: { near: expect.arrayContaining([expect.objectContaining({ id: 'samsat-pare' })]) },
    });
    await expect(use(codes[0], { office: 'zzzz' })).rejects.toMatchObject({ code: 'incidents.which-office' });
    await expect(use(codes[0], { act: 'confirm' })).rejects.toMatchObject({ code: 'incidents.nothing-reported-there' });
    expect(await count()).toEqual(before);
  });

  it('ends with a new sheet, when it is revoked, and with its place', async () => {
    const { codes: old } = await print();
    const { codes } = await print();
    await expect(use(old[0])).rejects.toMatchObject({ code: 'people.code-gone' });
    expect(await house.get(RevokeDutyCodes).run(house.as('admin'), { memberId: first.id })).toEqual({ revoked: 3 });
    await expect(use(codes[0])).rejects.toMatchObject({ code: 'people.code-gone' });
    const third = await house
      .get(AddToRoster)
      .run(house.as('admin'), { functionName: 'Petugas jaga', phone: '+62 000 0000 0009' });
    const { codes: theirs } = await print(third);
    await house.get(RemoveFromRoster).run(house.as('admin'), { memberId: third.id });
    await expect(use(theirs[0])).rejects.toMatchObject({ code: 'people.code-gone' });
  });

  it.each(['', 'K7RA', '0000-0000-0000', "' or 1=1 --", 'K7RA-4MX9-TT3C'])('%j is none', async (code) => {
    await expect(use(code)).rejects.toMatchObject({ code: 'people.code-gone' });
  });

  it('is written down nowhere', async () => {
    const { codes } = await print();
    const rows = await house.db.many<{ row: string }>(
      'select t::text as row from people.duty_code t union all select t::text from audit.entry t union all select t::text from dbos.workflow_input t',
    );
    for (const code of codes) expect(rows.filter(({ row }) => row.includes(code))).toEqual([]);
  });
});

describe('a closure that nobody confirms again', () => {
  const due = async () =>
    (await house.get(Reconfirmations).due()).map(({ officeId, isStale }) => `${officeId} ${isStale ? 'stale' : 'soon'}`);
  const officeIsStale = async () => (await house.get(Directory).officeStatus('samsat-katang')).stale;

  it('says that it is stale, tells the roster each day, and never lapses; one word makes it fact again', async () => {
    const incident = await declare();
    await house.get(ConfirmIncident).run(house.as('coordinator'), { incidentId: incident.id });
    later(19 * 60);
    expect(await due()).toEqual([]);
    later(21 * 60);
    expect([await due(), await officeIsStale()]).toEqual([['samsat-katang soon'], false]);
    for (const hours of [25, 26, 49]) {
      later(hours * 60);
      await house.get(StaleTick).remindDue();
      await house.settle();
    }
    expect([await due(), await officeIsStale()]).toEqual([['samsat-katang stale'], true]);
    expect((await kinds(incident)).filter((kind) => kind === 'stale')).toHaveLength(2);
    expect(sent.filter(({ to }) => to === first.phone)).toHaveLength(2);
    const expectedEnd = new Date(house.clock.now().getTime() + 72 * HOUR_MS);
    await house.get(ReconfirmStatus).run(house.as('coordinator'), { incidentId: incident.id, expectedEnd });
    expect([await due(), await officeIsStale()]).toEqual([[], false]);
    expect((await house.get(Alarms).unseen()).filter(({ kind }) => kind === 'stale')).toEqual([]);
    expect(await house.get(Incidents).get(incident.id)).toMatchObject({
      state: 'confirmed',
      expectedEnd,
      confirmedBy: 'person-coordinator',
    });
    const [status] = await house.get(Directory).statusesOfIncident(incident.id);
    expect(status).toMatchObject({ status: 'suspended', expectedEnd, confirmedAt: house.clock.now() });
  });

  it('is not reminded of once it is closed, and a report is not confirmed again', async () => {
    const incident = await declare();
    await expect(house.get(ReconfirmStatus).run(house.as('coordinator'), { incidentId: incident.id })).rejects.toMatchObject({
      code: 'incidents.not-allowed-now',
    });
    await house.get(ConfirmIncident).run(house.as('coordinator'), { incidentId: incident.id });
    await expect(
      house.get(ReconfirmStatus).run(house.as('coordinator'), { incidentId: incident.id, expectedEnd: house.clock.now() }),
    ).rejects.toMatchObject({ code: 'incidents.end-before-start' });
    await house.get(CorrectIncident).run(house.as('admin'), { incidentId: incident.id });
    later(30 * 60);
    await house.get(StaleTick).remindDue();
    expect(await due()).toEqual([]);
  });
});
