import fc from 'fast-check';
import { anyCharacter } from '../../test/support/any-character.js';
import { cases } from '../../test/support/cases.js';
import { type House, openHouse, THE_NIGHT } from '../../test/support/house.js';
import { LoopbackGateway } from '../../test/support/sms-gateway.js';
import { gsmLength, isGsm } from '../answers/index.js';
import { ConfirmIncident, DeclareIncident } from '../incidents/index.js';
import { Actor } from '../people/index.js';
import { ApproveReroute, AskHosts, LogHostAnswer, ProposeReroute } from '../rerouting/index.js';
import { AnswerComplaint } from './answer-complaint.js';
import { CloseComplaint } from './close-complaint.js';
import { CloseSilentComplaints } from './close-silent-complaints.js';
import { Complaints } from './complaints.js';
import { HandOnComplaint } from './hand-on-complaint.js';
import { PurgeSenders } from './purge-senders.js';
import { ReceiveMessage } from './receive-message.js';
import { RevealSender } from './reveal-sender.js';
import { SendSms } from './send-sms.js';
import type { Received } from './types.js';

const STORY = 'KABKEDIRI samsat katang tutup, bayar pajak dimana?';
const code = (name: string) => expect.objectContaining({ code: `complaints.${name}` });

let house: House;
let gateway: LoopbackGateway;
beforeAll(async () => {
  gateway = await LoopbackGateway.open();
  house = await openHouse({ settings: { SINAMBUNG_SMS_URL: gateway.url, SINAMBUNG_SMS_SECRET: 'rahasia-gerbang-sms' } });
  await rerouteKatang();
});
afterAll(async () => {
  await house.close();
  await gateway.close();
});
beforeEach(() => house.clock.set(THE_NIGHT));

let sent = 0;
/** A number of its own for each conversation. */
const someone = () => `+62812000${String(++sent).padStart(5, '0')}`;
const send = (text: string, from: string, more: object = {}): Promise<Received> =>
  house
    .get(ReceiveMessage)
    .run(Actor.public(), { door: 'sms', from, text, receivedAt: house.clock.now(), key: `sms-${++sent}`, ...more });
const officer = () => house.as('complaints-officer');
const folder = (tracking = '') => house.get(Complaints).folder(tracking, house.clock.now());
const idOf = async ({ tracking }: Received) => (await folder(tracking)).complaint.id;

async function rerouteKatang(): Promise<void> {
  const incident = await house
    .get(DeclareIncident)
    .run(house.as('admin'), { officeId: 'samsat-katang', beganAt: '2025-08-30T21:30:00+07:00' });
  await house.get(ConfirmIncident).run(house.as('coordinator'), { incidentId: incident.id });
  const reroute = await house
    .get(ProposeReroute)
    .run(Actor.system('test'), { incidentId: incident.id, declaredBy: 'person-admin' });
  const { requests } = await house.get(AskHosts).run(house.as('coordinator'), { rerouteId: reroute.id });
  for (const { id } of requests)
    await house
      .get(LogHostAnswer)
      .run(house.as('coordinator'), { requestId: id, accept: true, calledName: 'Kepala Layanan', calledAt: THE_NIGHT });
  await house.get(ApproveReroute).run(house.as('coordinator', 'person-second'), { rerouteId: reroute.id });
  await house.settle();
}

describe('the story: an SMS by the 1708 form', () => {
  const her = '081200099999';
  let first: Received;
  let second: Received;

  beforeAll(async () => {
    first = await send(STORY, her);
    second = await send('kras', her);
  });

  it('becomes a complaint about Katang, and is asked which kecamatan', async () => {
    const { complaint } = await folder(first.tracking);
    expect(first).toMatchObject({ outcome: 'complaint', replies: [expect.stringContaining('kecamatan mana')] });
    expect(complaint).toMatchObject({
      officeId: 'samsat-katang',
      serviceId: 'pkb-tahunan',
      agencyCode: 'KABKEDIRI',
      replyBy: '2025-09-08',
    });
  });

  it('goes on without a prefix, and is answered with the reroute of Kras', async () => {
    expect(second.tracking).toBe(first.tracking);
    expect(second.outcome).toBe('continued');
    expect(second.replies[0]).toMatch(/Katang/);
    expect(second.replies[0]).toMatch(/MPP Kota Kediri/);
    expect(second.replies[1]).toContain(first.tracking);
  });

  it('is not resolved by an automatic answer', async () => {
    const complaintId = await idOf(first);
    expect((await folder(first.tracking)).complaint).toMatchObject({ state: 'answered-automatically', regionCode: '35.06.03' });
    await expect(house.get(CloseComplaint).run(officer(), { complaintId, reason: 'answered' })).rejects.toEqual(
      code('not-resolved'),
    );
  });

  it('knows her kecamatan the next time', async () => {
    const again = await send(STORY, her);
    expect(again.tracking).not.toBe(first.tracking);
    expect(again.replies[0]).toMatch(/MPP Kota Kediri/);
  });

  it('says in one message what fits one message', async () => {
    for (const reply of [...first.replies, ...second.replies]) {
      expect(isGsm(reply)).toBe(true);
      expect(gsmLength(reply)).toBeLessThanOrEqual(160);
    }
  });

  it('never lets her number into the ledger or onto a page', async () => {
    const entries = await house.db.many<{ detail: string }>(`select detail from audit.entry where verb like 'complaints.%'`);
    expect(entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(entries)).not.toContain('81200099999');
    expect((await folder(first.tracking)).sender).toBe('+62812•••••999');
  });
});

describe('a conversation', () => {
  it('takes a name that several places have for the one of the agency that was written to', async () => {
    const from = someone();
    await send(STORY, from);
    const answered = await send('Wates', from);
    expect((await folder(answered.tracking)).complaint).toMatchObject({
      state: 'answered-automatically',
      regionCode: '35.06.06',
    });
  });

  it('takes the kecamatan from the text itself', async () => {
    const told = await send('KABKEDIRI samsat katang tutup, saya dari kras, bayar pajak dimana', someone());
    expect(told.replies[0]).toMatch(/MPP Kota Kediri/);
  });

  it('asks which service when only the office is known', async () => {
    const from = someone();
    const asked = await send('KABKEDIRI samsat katang tutup?', from);
    expect(asked.replies[0]).toMatch(/1 .*; 2 .*; 3 /);
    const next = await send('balik nama', from);
    expect((await folder(next.tracking)).complaint.serviceId).toBe('bbnkb');
    expect(next.replies[0]).toMatch(/kecamatan mana/);
  });

  it('asks again when there is no such place', async () => {
    const from = someone();
    await send(STORY, from);
    expect((await send('xyzzyq', from)).replies[0]).toContain('tidak ditemukan');
    expect((await send('kras', from)).replies[0]).toMatch(/MPP Kota Kediri/);
  });

  it('ends when the window closes: later words are added to the complaint', async () => {
    const from = someone();
    const first = await send(STORY, from);
    house.clock.set('2025-09-02T09:00:00+07:00');
    const later = await send('kras', from);
    expect(later).toMatchObject({ outcome: 'added', tracking: first.tracking });
  });

  it('opens again what an officer had answered', async () => {
    const from = someone();
    const first = await send(STORY, from);
    await house.get(AnswerComplaint).run(officer(), { complaintId: await idOf(first), text: 'Silakan ke MPP Kota Kediri.' });
    await send('sudah saya coba, ditolak', from);
    expect((await folder(first.tracking)).complaint.state).toBe('received');
  });

  it('tells how far it is', async () => {
    const from = someone();
    const first = await send(STORY, from);
    expect(await send(`KABKEDIRI status ${first.tracking?.toLowerCase()}`, from)).toMatchObject({
      outcome: 'status',
      tracking: first.tracking,
      replies: [expect.stringContaining('8 September 2025')],
    });
    expect((await send('KABKEDIRI 3333-3333', from)).replies[0]).toContain('tidak ditemukan');
  });
});

describe('what is no complaint', () => {
  it.each([
    ['KABBLITAR samsat tutup', 'unknown-agency', 'KABKEDIRI'],
    ['halo', 'unknown-agency', 'KABKEDIRI'],
    ['KABKEDIRI', 'empty', 'Pesan kosong'],
    ['', 'empty', 'Pesan kosong'],
    ['KABKEDIRI ....', 'empty', 'Pesan kosong'],
    ['\u0000\ud800', 'empty', 'Pesan kosong'],
  ])('%j is %s', async (text, outcome, says) => {
    expect(await send(text, someone())).toMatchObject({ tracking: undefined, outcome, replies: [expect.stringContaining(says)] });
  });

  it('cuts what is over-long, and keeps the rest', async () => {
    const long = await send(`${STORY} ${'x'.repeat(50_000)}`, someone());
    expect((await folder(long.tracking)).messages[0]?.text.length).toBe(2000);
  });

  it('answers a flood once', async () => {
    const from = someone();
    const outcomes = [];
    for (let at = 0; at < 13; at++) outcomes.push(await send(STORY, from));
    expect(outcomes.slice(0, 10).every(({ outcome }) => outcome === 'complaint')).toBe(true);
    expect(outcomes.slice(10).map(({ outcome, replies }) => [outcome, replies.length])).toEqual([
      ['flood', 1],
      ['flood', 0],
      ['flood', 0],
    ]);
    house.clock.set('2025-08-31T00:00:00+07:00');
    expect((await send(STORY, from)).outcome).toBe('complaint');
  });

  it('deals with the same message once, and repeats what it said', async () => {
    const from = someone();
    const [once, twice] = await Promise.all([send(STORY, from, { key: 'gateway-7' }), send(STORY, from, { key: 'gateway-7' })]);
    expect(twice).toEqual({ ...once });
    const { count } = await house.db.one<{ count: number }>(
      `select count(*) as count from complaints.message where key = 'gateway-7'`,
    );
    expect(count).toBe(1);
  });

  it('survives any text', async () => {
    const from = someone();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 300 }), fc.boolean(), async (text, coded) => {
        house.clock.set(new Date(house.clock.now().getTime() + 3_600_001));
        const { replies } = await send(coded ? `KABKEDIRI ${text}` : text, from);
        for (const reply of replies) expect(gsmLength(reply)).toBeLessThanOrEqual(160);
      }),
      { numRuns: cases(60) },
    );
  });
});

describe('other doors', () => {
  const web = (more: object) =>
    house.get(ReceiveMessage).run(Actor.public(), {
      door: 'web',
      text: 'Samsat Katang tutup, bayar pajak di mana?',
      receivedAt: THE_NIGHT,
      key: `web-${++sent}`,
      ...more,
    });

  it('answers a form at once, without a telephone number', async () => {
    const answered = await web({ place: 'Kras' });
    expect(answered).toMatchObject({ outcome: 'complaint', sending: false });
    expect(answered.replies[0]).toMatch(/MPP Kota Kediri/);
  });

  it('asks back when several places have the name, and takes a number or a name', async () => {
    const asked = await web({ place: 'Wates' });
    expect(asked.replies[0]).toMatch(/1 Wates, Kab\. .*; 2 Wates, Kab\. /);
    const { question } = await folder(asked.tracking);
    const kediri = question?.choices.findIndex(({ id }) => id === '35.06.06') ?? -1;
    const answered = await web({ tracking: asked.tracking, text: String(kediri + 1) });
    expect((await folder(answered.tracking)).complaint).toMatchObject({
      state: 'answered-automatically',
      regionCode: '35.06.06',
    });
  });

  it('goes on by tracking number', async () => {
    const first = await web({});
    const next = await web({ tracking: first.tracking?.toLowerCase(), text: 'kras' });
    expect(next).toMatchObject({ outcome: 'continued', tracking: first.tracking });
    await expect(web({ tracking: 'AAAA-AAAA' })).rejects.toEqual(code('bad-tracking'));
  });

  it('refuses a form that says nothing', () => expect(web({ text: ' ... ' })).rejects.toEqual(code('nothing-to-say')));

  it('lets an officer write down a call', async () => {
    const call = await house.get(ReceiveMessage).run(officer(), {
      door: 'call',
      from: someone(),
      text: 'Petugas loket tidak ada',
      receivedAt: THE_NIGHT,
      key: `call-${++sent}`,
    });
    expect((await folder(call.tracking)).complaint).toMatchObject({ door: 'call', resolveBy: '2025-09-19' });
  });
});

describe('an officer', () => {
  it('hands on, answers and closes; the answer goes out by SMS', async () => {
    const from = someone();
    const complaintId = await idOf(await send(STORY, from));
    await expect(house.get(HandOnComplaint).run(officer(), { complaintId, officeId: 'samsat-bulan' })).rejects.toEqual(
      code('no-such-office'),
    );
    await house.get(HandOnComplaint).run(officer(), { complaintId, officeId: 'samsat-pare' });
    await house.get(AnswerComplaint).run(officer(), { complaintId, text: 'Loket MPP buka pukul 08.00.' });
    await house.settle();
    expect(gateway.to(from)).toContainEqual(expect.objectContaining({ text: 'Loket MPP buka pukul 08.00.' }));
    const closed = await house.get(CloseComplaint).run(officer(), { complaintId, reason: 'answered' });
    expect(closed).toMatchObject({ state: 'closed', handedTo: 'samsat-pare' });
    await expect(house.get(AnswerComplaint).run(officer(), { complaintId, text: 'lagi' })).rejects.toEqual(
      code('not-from-this-state'),
    );
  });

  it('is needed: a stranger may not handle', async () => {
    const complaintId = await idOf(await send(STORY, someone()));
    for (const by of [Actor.public(), house.as('auditor')])
      await expect(house.get(AnswerComplaint).run(by, { complaintId, text: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('sees a number only on record', async () => {
    const from = someone();
    const complaintId = await idOf(await send(STORY, from));
    expect(await house.get(RevealSender).run(officer(), { complaintId })).toEqual({ address: from });
    const entries = await house.db.many<{ actor: string; detail: string }>(
      `select actor, detail from audit.entry where verb = 'complaints.reveal-sender' and subject_id = $1`,
      [complaintId],
    );
    expect(entries).toEqual([{ actor: 'person-complaints-officer', detail: expect.not.stringContaining(from.slice(3)) }]);
  });

  it('need not close what nobody came back to', async () => {
    const first = await send(STORY, someone());
    await house.get(AnswerComplaint).run(officer(), { complaintId: await idOf(first), text: 'Silakan ke MPP.' });
    expect((await folder(first.tracking)).complaint.silentAfter).toBe('2025-09-15');
    const close = () => house.get(CloseSilentComplaints).run(Actor.system('complaints'), {});
    house.clock.set('2025-09-15T23:00:00+07:00');
    await close();
    expect((await folder(first.tracking)).complaint.state).toBe('answered');
    house.clock.set('2025-09-16T00:30:00+07:00');
    await close();
    expect((await folder(first.tracking)).complaint).toMatchObject({ state: 'closed', closeReason: 'no-reply' });
  });
});

describe('outgoing SMS', () => {
  it('go out under one key, again after a failure, and not for ever', async () => {
    const from = someone();
    gateway.answer = 503;
    await send(STORY, from);
    await house.settle();
    expect(gateway.to(from)).toHaveLength(1);
    gateway.answer = 200;
    expect(await house.get(SendSms).retry()).toBe(0);
    house.clock.set('2025-08-30T23:00:00+07:00');
    expect(await house.get(SendSms).retry()).toBeGreaterThan(0);
    await house.settle();
    expect(new Set(gateway.to(from).map(({ key }) => key)).size).toBe(1);
    expect(gateway.to(from)).toHaveLength(2);
    expect(await outgoing(from)).toEqual(['sent']);
  });

  it('are left to an officer when the gateway refuses for good', async () => {
    const from = someone();
    gateway.answer = 422;
    await send(STORY, from);
    await house.settle();
    gateway.answer = 200;
    expect(await outgoing(from)).toEqual(['failed']);
    expect((await house.get(Complaints).stuck()).length).toBeGreaterThan(0);
  });

  const outgoing = async (from: string) =>
    (
      await house.db.many<{ state: string }>(
        'select o.state from complaints.outgoing o join complaints.sender s on s.id = o.sender_id where s.address = $1',
        [from],
      )
    ).map(({ state }) => state);
});

describe('forgetting', () => {
  it('deletes number and words after the set time, and keeps the rest', async () => {
    const from = someone();
    const first = await send(STORY, from);
    const complaintId = await idOf(first);
    await house.get(CloseComplaint).run(officer(), { complaintId, reason: 'withdrawn' });
    const purge = () => house.get(PurgeSenders).run(Actor.system('complaints'), {});
    house.clock.set('2025-11-27T00:00:00+07:00');
    await purge();
    expect((await folder(first.tracking)).sender).toBeDefined();
    house.clock.set('2025-12-15T00:00:00+07:00');
    await purge();
    const { complaint, sender, messages } = await folder(first.tracking);
    expect(sender).toBeUndefined();
    expect(complaint).toMatchObject({ officeId: 'samsat-katang', state: 'closed', purgedAt: house.clock.now() });
    expect(messages.every(({ text }) => text === '')).toBe(true);
    expect(await house.db.many('select 1 from complaints.sender where address = $1', [from])).toEqual([]);
    await expect(house.get(RevealSender).run(officer(), { complaintId })).rejects.toEqual(code('sender-purged'));
  });
});
