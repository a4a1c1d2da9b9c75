import { crc32 } from 'node:zlib';
import { type House, openHouse } from '../../test/support/house.js';
import { LoopbackGateway } from '../../test/support/sms-gateway.js';
import { Directory, StartOutreach } from '../directory/index.js';
import { Actor } from '../people/index.js';
import { Tx } from '../platform/index.js';
import { CrewSheets } from './crew/crew-sheet.js';
import { MakeCrewSheet } from './crew/make-crew-sheet.js';
import { MergeCrewFile } from './crew/merge-crew-file.js';
import { ResolveConflict } from './crew/resolve-conflict.js';
import { ImportVillageList } from './requests/import-village-list.js';
import { PurgeRequesters } from './requests/purge-requesters.js';
import { RequestVisit } from './requests/request-visit.js';
import { RevealRequester } from './requests/reveal-requester.js';
import { SmsVisitRequests } from './requests/sms-visit-requests.js';
import { VisitRequests } from './requests/visit-requests.js';
import { WithdrawVisitRequest } from './requests/withdraw-visit-request.js';
import { CancelHomeVisit } from './roster/cancel-home-visit.js';
import { ChangeHomeVisit } from './roster/change-home-visit.js';
import { ProposeRoster } from './roster/propose-roster.js';
import { PublishHomeVisit } from './roster/publish-home-visit.js';
import { PutOnVisit } from './roster/put-on-visit.js';
import { Roster } from './roster/roster.js';
import { TakeOffVisit } from './roster/take-off-visit.js';
import { SendNotices } from './telling/send-notices.js';
import type { Outcome } from './types.js';

const JAMBEAN = '35.06.03.2016';
const KRAS = '35.06.03.2011';
const BLEBER = '35.06.03.2003';
const TAX = 'pkb-tahunan';
const MONDAY = '2025-09-08';
const refused = (code: string) => expect.objectContaining({ code });

let house: House;
let gateway: LoopbackGateway;
beforeAll(async () => {
  gateway = await LoopbackGateway.open();
  house = await openHouse({ settings: { SINAMBUNG_SMS_URL: gateway.url } });
});
afterAll(async () => {
  await house.close();
  await gateway.close();
});
beforeEach(() => {
  house.clock.set('2025-09-02T09:00:00+07:00');
  gateway.heard.length = 0;
});

let count = 0;
const someone = () => `+62812000${String(++count).padStart(5, '0')}`;
const desk = () => house.as('complaints-officer');
const coordinator = () => house.as('coordinator');
const ask = (more: object = {}, by = Actor.public()) =>
  house
    .get(RequestVisit)
    .run(by, { door: 'web', key: `k${++count}`, serviceId: TAX, villageCode: JAMBEAN, phone: someone(), ...more });
const file = (tracking: string) => house.get(VisitRequests).file(tracking);
const stateOf = async (tracking: string) => (await file(tracking)).request.state;
const propose = (more: object = {}) =>
  house
    .get(ProposeRoster)
    .run(coordinator(), { serviceId: TAX, regionCode: JAMBEAN, from: MONDAY, crews: ['Regu 1'], quota: 10, ...more });

/** A visit to a village of its own, with so many requests on it. */
async function visitWith(villageCode: string, requests: number) {
  const asked = [];
  for (let at = 0; at < requests; at++) asked.push((await ask({ villageCode })).request);
  const { visits } = await propose({ regionCode: villageCode, crews: [`Regu ${villageCode}`] });
  const visit = await house.get(PublishHomeVisit).run(coordinator(), { visitId: visits[0]?.id });
  return { visit, asked };
}

describe('a request', () => {
  it('is taken with a number, and its sender is told by SMS', async () => {
    const phone = someone();
    const { request, known } = await ask({ phone, needs: ['wheelchair'], people: 2 });
    await house.settle();
    expect(known).toBe(false);
    expect(request).toMatchObject({ state: 'requested', people: 2, needs: ['wheelchair'] });
    expect(gateway.heard).toEqual([expect.objectContaining({ to: phone, text: expect.stringContaining(request.tracking) })]);
    expect(await house.get(VisitRequests).status(request.tracking)).toEqual({
      tracking: request.tracking,
      state: 'requested',
      serviceId: TAX,
      villageCode: JAMBEAN,
      people: 2,
      receivedAt: house.clock.now(),
      visit: undefined,
    });
  });

  it('of the same number, service and week is the same request; of another week or service it is not', async () => {
    const phone = someone();
    const first = await ask({ phone });
    expect(await ask({ phone: phone.replace('+62', '0') })).toMatchObject({ known: true, request: { id: first.request.id } });
    expect((await ask({ phone, serviceId: 'bbnkb' })).known).toBe(false);
    house.clock.set('2025-09-10T09:00:00+07:00');
    expect((await ask({ phone })).known).toBe(false);
  });

  it('is taken once by its key, also when it comes twice at once', async () => {
    const sent = { key: 'twice', phone: someone() };
    const both = await Promise.all([ask(sent), ask(sent)]);
    expect(new Set(both.map(({ request }) => request.id)).size).toBe(1);
  });

  it.each([
    ['a village of another province', { villageCode: '31.71.01.1001' }, 'outreach.no-such-village'],
    ['a kecamatan', { villageCode: '35.06.03' }, 'outreach.no-such-village'],
    ['an unknown service', { serviceId: 'zzz' }, 'directory.no-such-service'],
    ['nobody', { phone: ' ' }, 'outreach.nobody-to-ask-for'],
    ['a number that is none', { phone: '12' }, 'outreach.not-a-phone'],
    ['nobody at all', { people: 0 }, 'platform.bad-input'],
  ])('for %s is refused', async (_, more, code) => {
    await expect(ask(more)).rejects.toEqual(refused(code));
  });

  it('keeps who asked apart: masked, shown on record, and forgotten when it has ended', async () => {
    const { request } = await ask({ name: 'Nama Contoh', phone: '+6281299900001', directions: 'RT 00' });
    expect(await file(request.tracking)).toMatchObject({ phone: '+62812•••••001', hasName: true });
    expect(JSON.stringify(await file(request.tracking))).not.toContain('Nama Contoh');
    const shown = await house.get(RevealRequester).run(desk(), { requestId: request.id });
    expect(shown).toMatchObject({ name: 'Nama Contoh', phone: '+6281299900001', directions: 'RT 00' });
    await house.get(WithdrawVisitRequest).run(Actor.public(), { tracking: request.tracking.toLowerCase() });
    house.clock.set('2025-10-03T09:00:00+07:00');
    expect(await house.get(PurgeRequesters).run(Actor.system('outreach'), {})).toMatchObject({ requests: 1, requesters: 1 });
    await expect(house.get(RevealRequester).run(desk(), { requestId: request.id })).rejects.toEqual(
      refused('outreach.requester-purged'),
    );
    const left = await house.db.many<{ all: string }>('select row_to_json(a)::text as all from audit.entry a');
    expect(left.some(({ all }) => all.includes('Nama Contoh') || all.includes('81299900001'))).toBe(false);
  });
});

describe('the list of a village head', () => {
  const take = (list: string) => house.get(ImportVillageList).run(desk(), { villageCode: BLEBER, list });

  it('is taken whole, and recognises who asked before', async () => {
    const list =
      'Nama;Telepon;Layanan;Orang;Keadaan;Alamat\nWarga Contoh Satu;081200077701;pajak motor;2;kursi roda;RT 01\nWarga Contoh Dua;;pajak;;lansia;\nWarga Contoh Satu;081200077701;pajak;1;;\n';
    const done = await take(list);
    expect(done).toMatchObject({ rows: 3, taken: 2, known: 1 });
    expect(done.trackings[2]).toBe(done.trackings[0]);
    expect((await file(done.trackings[1] ?? '')).request).toMatchObject({ door: 'village-head', people: 1, needs: ['old-age'] });
    expect(await take(list)).toMatchObject({ taken: 0, known: 3 });
  });

  it('with wrong rows is not taken at all, and each is named', async () => {
    const before = await house.get(VisitRequests).list({ under: BLEBER });
    await expect(take('nama,layanan,orang,telepon\nA,pajak,0,\n,zzzzqqq,2,abc\nB,pajak,1,\n')).rejects.toMatchObject({
      code: 'outreach.bad-list',
      context: {
        rows: [
          { row: 2, column: 'orang', problem: 'not-a-number' },
          { row: 3, column: 'nama', problem: 'missing' },
          { row: 3, column: 'telepon', problem: 'not-a-phone' },
          { row: 3, column: 'layanan', problem: 'unknown-service' },
        ],
      },
    });
    await expect(take('nama,layanan\n\nA,pajak\n\n\n,pajak\n')).rejects.toMatchObject({
      context: { rows: [{ row: 6, column: 'nama', problem: 'missing' }] },
    });
    await expect(take('telepon\n1')).rejects.toMatchObject({
      context: {
        rows: [
          { row: 1, column: 'nama' },
          { row: 1, column: 'layanan' },
        ],
      },
    });
    await expect(take('nama,layanan\n"A')).rejects.toEqual(refused('outreach.bad-list'));
    expect(await house.get(VisitRequests).list({ under: BLEBER })).toHaveLength(before.length);
  });
});

describe('an SMS', () => {
  const send = async (text: string, from: string, key = `s${++count}`) =>
    (await house.get(SmsVisitRequests).tryHandle({ from, text, at: house.clock.now(), key }))?.reply;
  const newest = async (from: string) =>
    (
      await house.db.many<{ tracking: string }>(
        `select r.tracking from outreach.request r join outreach.requester q on q.id = r.requester_id where q.phone = $1 order by r.received_at desc`,
        [from],
      )
    )[0]?.tracking ?? '';

  it('that says it all is a request at once', async () => {
    const her = someone();
    const reply = await send('JEMPUT jambean kras pajak 2 orang, kursi roda', her);
    const { request } = await file(await newest(her));
    expect(request).toMatchObject({ door: 'sms', villageCode: JAMBEAN, serviceId: TAX, people: 2, needs: ['wheelchair'] });
    expect(reply).toContain(request.tracking);
  });

  it('that names only the kecamatan is asked for the village, forgives spelling, and goes on', async () => {
    const her = someone();
    expect(await send('Jemput KRAS pajak 2 orang, kursi roda', her)).toContain('Kec. Kras');
    expect(await send('jambian', her)).toContain('Jambean');
    expect((await file(await newest(her))).request).toMatchObject({ villageCode: JAMBEAN, people: 2, needs: ['wheelchair'] });
  });

  it('with a name that fits several is asked back by number, never guessed', async () => {
    const her = someone();
    const asked = await send('jemput wates pajak lansia', her);
    expect(asked).toMatch(/1 Wates, Kab\. \w+; 2 Wates/);
    const which = Number(/(\d) Wates, Kab\. Kediri/.exec(asked ?? '')?.[1]);
    expect(await send(String(which), her)).toContain('Kec. Wates');
    expect(await send('Gadungan', her)).toContain('Gadungan');
    expect((await file(await newest(her))).request.villageCode).toMatch(/^35\.06\./);
  });

  it('of a village whose name is common is asked for the kecamatan, and understood by its name', async () => {
    const her = someone();
    expect(await send('JEMPUT desa sukorejo pajak', her)).toContain('desa dan kecamatan');
    expect(await send('sukorejo ngasem', her)).toContain('Sukorejo');
    expect((await file(await newest(her))).request.villageCode).toBe('35.06.25.2006');
  });

  it('without a service or a place is asked for it, one after the other; nonsense ends it', async () => {
    const her = someone();
    expect(await send('JEMPUT 3 org sakit', her)).toContain('desa dan kecamatan');
    expect(await send('desa kras kec kras', her)).toContain('layanan apa');
    expect(await send('1', her)).toContain('tercatat');
    expect((await file(await newest(her))).request).toMatchObject({ villageCode: KRAS, people: 3, needs: ['other'] });
    const him = someone();
    await send('JEMPUT pajak', him);
    expect(await send('qqq zzz', him)).toContain('desa dan kecamatan');
    expect(await send('qqq zzz', him)).toContain('JEMPUT');
    expect(await send('jambean', him)).toBeUndefined();
  });

  it('that comes twice is dealt with once, and what is not ours is left to others', async () => {
    const her = someone();
    const first = await send('JEMPUT jambean kras pajak', her, 'same');
    expect(await send('JEMPUT jambean kras pajak', her, 'same')).toBe(first);
    expect(await send('JEMPUT jambean kras pajak', her)).toContain('sudah meminta');
    for (const text of ['KABKEDIRI samsat tutup', 'BUKA', '', 'halo']) expect(await send(text, someone())).toBeUndefined();
    await send('JEMPUT kras', her);
    expect(await send('KABKEDIRI samsat tutup', her)).toBeUndefined();
  });

  it('tells how far it is, and takes it back', async () => {
    const her = someone();
    await send('JEMPUT jambean kras pajak', her);
    const tracking = await newest(her);
    expect(await send(`jemput ${tracking}`, her)).toContain('menunggu jadwal');
    expect(await send(`JEMPUT BATAL ${tracking.toLowerCase()}`, her)).toContain('dibatalkan');
    expect(await stateOf(tracking)).toBe('withdrawn');
    expect(await send('JEMPUT BATAL 3333-3333', her)).toMatch(/nomor|JEMPUT/);
  });
});

describe('the roster', () => {
  const village = '35.06.25.2001';

  it('shares out who waits, the disabled first, on working days on which the crew is free', async () => {
    const old = await ask({ villageCode: village, people: 3 });
    house.clock.set('2025-09-02T10:00:00+07:00');
    const her = await ask({ villageCode: village, people: 3, needs: ['wheelchair'] });
    const large = await ask({ villageCode: village, people: 9 });
    const proposed = await propose({ regionCode: village, quota: 4, from: '2025-09-05', crews: ['Regu A'] });
    expect(proposed).toMatchObject({ planned: 2, left: 0, tooLarge: [large.request.tracking] });
    expect(proposed.visits.map(({ onDay }) => onDay)).toEqual(['2025-09-08', '2025-09-09']);
    expect((await file(her.request.tracking)).visit).toMatchObject({
      onDay: '2025-09-08',
      state: 'draft',
      place: 'Balai Desa Tugurejo',
    });
    expect((await file(old.request.tracking)).visit?.onDay).toBe('2025-09-09');
    await expect(propose({ regionCode: village, quota: 4 })).resolves.toMatchObject({
      planned: 0,
      tooLarge: [large.request.tracking],
    });
    await house.get(WithdrawVisitRequest).run(Actor.public(), { tracking: large.request.tracking });
    await expect(propose({ regionCode: village })).rejects.toEqual(refused('outreach.nobody-waits'));
  });

  it.each([
    ['a quota of 0', { quota: 0 }, 'platform.bad-input'],
    ['a day that is over', { from: '2025-09-01' }, 'outreach.past-day'],
    ['an end before the beginning', { opens: '12:00', closes: '09:00' }, 'platform.bad-input'],
    ['a region that is not there', { regionCode: '99.99' }, 'directory.no-such-region'],
  ])('is refused with %s', async (_, more, code) => {
    await expect(propose(more)).rejects.toEqual(refused(code));
  });

  it('is nobody’s news until it is published; then those on it know the day', async () => {
    const { request } = await ask({ villageCode: '35.06.25.2002' });
    const [visit] = (await propose({ regionCode: '35.06.25.2002', crews: ['Regu B'] })).visits;
    expect((await house.get(VisitRequests).status(request.tracking)).state).toBe('requested');
    await house.get(ChangeHomeVisit).run(coordinator(), { ...visit, visitId: visit?.id, onDay: '2025-09-10', crew: 'Regu C' });
    await house.get(PublishHomeVisit).run(coordinator(), { visitId: visit?.id });
    await house.settle();
    expect(await house.get(VisitRequests).status(request.tracking)).toMatchObject({
      state: 'planned',
      visit: { onDay: '2025-09-10' },
    });
    expect(gateway.heard.at(-1)?.text).toContain('10 September 2025');
    await expect(house.get(ChangeHomeVisit).run(coordinator(), { ...visit, visitId: visit?.id })).rejects.toEqual(
      refused('outreach.visit-settled'),
    );
    await house.get(CancelHomeVisit).run(coordinator(), { visitId: visit?.id });
    await house.settle();
    expect(gateway.heard.at(-1)?.text).toContain('batal');
    const { request: waiting } = await file(request.tracking);
    expect([waiting.state, waiting.visitId]).toEqual(['requested', undefined]);
  });

  it('holds its quota, its village and who is on it', async () => {
    const { visit, asked } = await visitWith('35.06.25.2003', 1);
    const big = await ask({ villageCode: '35.06.25.2003', people: 10 });
    const elsewhere = await ask({ villageCode: '35.06.25.2004' });
    const put = (requestId: string) => house.get(PutOnVisit).run(coordinator(), { requestId, visitId: visit.id });
    await expect(put(big.request.id)).rejects.toEqual(refused('outreach.visit-full'));
    await expect(put(elsewhere.request.id)).rejects.toEqual(refused('outreach.other-village'));
    await house.get(TakeOffVisit).run(coordinator(), { requestId: asked[0]?.id });
    await put(big.request.id);
    expect((await house.get(Roster).file(visit.id)).placesLeft).toBe(0);
    expect(await stateOf(asked[0]?.tracking ?? '')).toBe('requested');
  });

  it('shows the places that are left as a visit of the directory, and takes it away with the visit', async () => {
    await mobileUnit();
    const { visit } = await visitWith('35.06.25.2005', 2);
    const visits = async () =>
      (await house.get(Directory).offering('keliling-contoh.pkb-tahunan')).visits.map(({ place, quota, begins, serves }) => ({
        place,
        quota,
        begins,
        serves,
      }));
    expect(visit.directoryVisitId).toBeDefined();
    expect(await visits()).toContainEqual({
      place: `${visit.place}, Regu 35.06.25.2005`,
      quota: 8,
      begins: `${visit.onDay}T09:00`,
      serves: ['35.06.25'],
    });
    await house.get(CancelHomeVisit).run(coordinator(), { visitId: visit.id });
    expect(await visits()).not.toContainEqual(expect.objectContaining({ begins: `${visit.onDay}T09:00` }));
  });

  it('goes to the public with a unit that has no catchment, in the kabupaten of its office alone', async () => {
    const unit = { officeId: 'samsat-kota-kediri', serviceId: 'bbnkb', name: 'Unit contoh', isSample: true };
    const { id: offeringId } = await house.get(StartOutreach).run(coordinator(), unit);
    const publish = async (villageCode: string) => {
      await ask({ villageCode, serviceId: 'bbnkb' });
      const { visits } = await propose({ regionCode: villageCode, serviceId: 'bbnkb', crews: [`Regu ${villageCode}`] });
      return house.get(PublishHomeVisit).run(coordinator(), { visitId: visits[0]?.id });
    };
    expect((await publish('35.06.25.2006')).directoryVisitId).toBeUndefined();
    const { directoryVisitId } = await publish('35.71.02.1001');
    expect((await house.get(Directory).offering(offeringId)).visits).toEqual([
      expect.objectContaining({ id: directoryVisitId, serves: ['35.71.02'], isSample: true }),
    ]);
  });

  it('counts each village', async () => {
    const rows = await house.get(VisitRequests).coverage({ under: '35.06.25.2003' });
    expect(rows).toEqual([
      expect.objectContaining({
        asked: 2,
        askedPeople: 11,
        planned: 1,
        plannedPeople: 10,
        served: 0,
        waiting: 1,
        waitingPeople: 1,
      }),
    ]);
    expect((await house.get(VisitRequests).coverage({ under: '35.06.25', serviceId: TAX })).length).toBeGreaterThan(3);
    expect(await house.get(VisitRequests).coverage({ under: '35.06.2' })).toEqual([]);
  });

  async function mobileUnit() {
    const usual = await house.get(Directory).offering('samsat-katang.pkb-tahunan');
    const { channel: _, office: __, catchment: ___, visits: ____, ...facts } = usual;
    await house.get(Tx).housekeeping('test.mobile', async () => {
      await house.db.run(`insert into directory.channel (id, kind, facts) values ('keliling-contoh', 'outreach', $1)`, [
        JSON.stringify({ id: 'keliling-contoh', kind: 'outreach', name: 'Samsat keliling (contoh)' }),
      ]);
      await house.db.run(
        `insert into directory.offering (id, service_id, channel_id, needs_parts, listed_at, facts) values ($1, $2, 'keliling-contoh', '{}', now(), $3)`,
        ['keliling-contoh.pkb-tahunan', TAX, JSON.stringify({ ...facts, id: 'keliling-contoh.pkb-tahunan', needsParts: [] })],
      );
      await house.db.run(
        `insert into directory.catchment (offering_id, region_code) values ('keliling-contoh.pkb-tahunan', '35.06.25')`,
      );
    });
  }
});

describe('what a crew brings back', () => {
  let at = 0;
  const villages = [
    '35.06.06.2001',
    '35.06.06.2002',
    '35.06.06.2003',
    '35.06.06.2004',
    '35.06.06.2005',
    '35.06.06.2006',
    '35.06.06.2007',
    '35.06.06.2008',
  ];
  const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const record = (requestId: string | undefined, outcome: Outcome, number = 1, more: object = {}) => ({
    id: uuid(++at),
    number,
    requestId,
    outcome,
    people: outcome === 'served' ? 1 : 0,
    at: '2025-09-08T03:00:00.000Z',
    ...more,
  });
  const bundle = (visitId: string, records: object[], device = 'telepon-satu') =>
    JSON.stringify({ format: 'sinambung-kunjungan', version: 1, visitId, device, records });
  const packed = (json: string) => {
    const body = Buffer.from(json).toString('base64url');
    return `SJB1.${body}.${crc32(body).toString(16).padStart(8, '0')}`;
  };
  const merge = (visitId: string, content: string) => house.get(MergeCrewFile).run(desk(), { visitId, content });
  let next = 0;
  const fresh = (requests = 1) => visitWith(villages[next++] ?? '', requests);

  it('is taken once, however often and in whichever form it comes', async () => {
    const { visit, asked } = await fresh(2);
    const json = bundle(visit.id, [record(asked[0]?.id, 'served'), record(asked[1]?.id, 'not-met', 2, { at: '1970-13-45' })]);
    expect(await merge(visit.id, json)).toEqual({ records: 2, fresh: 2, served: 1, notMet: 1, conflicts: [] });
    expect(await merge(visit.id, `  ${packed(json).replace(/(.{40})/g, '$1\n')} `)).toMatchObject({
      fresh: 0,
      served: 1,
      notMet: 1,
    });
    expect(await stateOf(asked[0]?.tracking ?? '')).toBe('served');
    expect((await propose({ regionCode: visit.villageCode })).planned).toBe(1);
    expect(await stateOf(asked[1]?.tracking ?? '')).toBe('planned');
    expect(await merge(visit.id, json)).toMatchObject({ fresh: 0 });
    expect(await stateOf(asked[1]?.tracking ?? '')).toBe('planned');
  });

  it('goes by the numbers, not by a clock that is wrong', async () => {
    const { visit, asked } = await fresh();
    const id = asked[0]?.id;
    await merge(
      visit.id,
      bundle(visit.id, [
        record(id, 'served', 2, { at: '2001-01-01T00:00:00Z' }),
        record(id, 'not-met', 1, { at: '2038-01-01T00:00:00Z' }),
      ]),
    );
    expect(await stateOf(asked[0]?.tracking ?? '')).toBe('served');
  });

  it('comes to the same in any order', async () => {
    const { visit, asked } = await fresh(2);
    const files = [
      bundle(visit.id, [record(asked[0]?.id, 'not-met', 1), record(asked[1]?.id, 'served', 2)]),
      bundle(visit.id, [record(asked[0]?.id, 'served', 3)]),
      bundle(visit.id, [record(asked[1]?.id, 'not-met', 1)], 'telepon-dua'),
    ];
    const after = async (order: number[]) => {
      await house.get(Tx).housekeeping('test.again', async () => {
        await house.db.run('delete from outreach.record where visit_id = $1', [visit.id]);
        await house.db.run(`update outreach.request set state = 'planned', conflicts = '{}' where visit_id = $1`, [visit.id]);
      });
      for (const one of order) await merge(visit.id, files[one] ?? '');
      return Promise.all(
        asked.map(async ({ tracking }) => (({ state, conflicts }) => ({ state, conflicts }))((await file(tracking)).request)),
      );
    };
    const expected = [
      { state: 'served', conflicts: [] },
      { state: 'planned', conflicts: ['differ'] },
    ];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0, 1, 0],
      [2, 0, 2, 1],
    ])
      expect(await after(order)).toEqual(expected);
  });

  it('that differs between two telephones waits for a person, keeps everything, and opens again for news', async () => {
    const { visit, asked } = await fresh();
    const her = asked[0]!;
    await merge(visit.id, bundle(visit.id, [record(her.id, 'served')]));
    expect(await merge(visit.id, bundle(visit.id, [record(her.id, 'not-met')], 'telepon-dua'))).toMatchObject({
      conflicts: [her.tracking],
    });
    expect((await file(her.tracking)).request).toMatchObject({ state: 'planned', conflicts: ['differ'] });
    expect((await house.get(VisitRequests).inConflict()).map(({ id }) => id)).toContain(her.id);
    const settle = () => house.get(ResolveConflict).run(desk(), { requestId: her.id, outcome: 'not-met', note: 'ditelepon' });
    expect(await settle()).toMatchObject({ state: 'not-met', conflicts: [] });
    await expect(settle()).rejects.toEqual(refused('outreach.no-conflict'));
    expect((await file(her.tracking)).records).toHaveLength(2);
    await merge(visit.id, bundle(visit.id, [record(her.id, 'served')], 'telepon-tiga'));
    expect((await file(her.tracking)).request.conflicts).toEqual(['differ']);
  });

  it('about somebody who withdrew meanwhile, or was served before, is a conflict too', async () => {
    const { visit, asked } = await fresh(2);
    const [her, him] = [asked[0]!, asked[1]!];
    await house.get(WithdrawVisitRequest).run(Actor.public(), { tracking: her.tracking });
    await merge(visit.id, bundle(visit.id, [record(her.id, 'served'), record(him.id, 'served', 2)]));
    expect((await file(her.tracking)).request).toMatchObject({ state: 'withdrawn', conflicts: ['withdrawn-meanwhile'] });
    expect(await house.get(ResolveConflict).run(desk(), { requestId: her.id, outcome: 'served', note: 'benar' })).toMatchObject({
      state: 'served',
      conflicts: [],
    });
    await merge(visit.id, bundle(visit.id, [record(him.id, 'served')], 'telepon-dua'));
    expect((await file(him.tracking)).request.conflicts).toEqual(['served-twice']);
  });

  it.each([
    ['of another visit', () => bundle(uuid(1), []), 'outreach.file-of-another-visit'],
    ['cut off', (own: string) => bundle(own, []).slice(0, -3), 'outreach.unreadable-crew-file'],
    [
      'cut off as a code',
      (own: string) => packed(bundle(own, [])).replace(/^(SJB1\.\w{9})\w/, '$1'),
      'outreach.unreadable-crew-file',
    ],
    [
      'with an outcome of its own',
      (own: string) => bundle(own, [record(uuid(1), 'gone' as Outcome)]),
      'outreach.unreadable-crew-file',
    ],
    ['about a stranger', (own: string) => bundle(own, [record(uuid(1), 'served')]), 'outreach.unknown-request-in-file'],
    ['that is something else', () => '[1, 2]', 'outreach.unreadable-crew-file'],
  ])('%s is refused whole', async (_, content, code) => {
    const own = (await house.get(Roster).from('2025-09-01'))[0]?.id ?? '';
    await expect(merge(own, content(own))).rejects.toEqual(refused(code));
  });

  it('was written on a sheet that holds everything, speaks to nobody, and is taken out on record', async () => {
    const { visit, asked } = await fresh();
    const sheet = await house.get(MakeCrewSheet).run(desk(), { visitId: visit.id, format: 'html' });
    const html = house
      .get(CrewSheets)
      .html({ ...sheet, people: [{ ...sheet.people[0]!, name: '</script><b>x', directions: 'RT <1>' }] });
    expect(html).toContain(asked[0]?.id);
    expect(html).toContain('default-src &#x27;none&#x27;');
    expect(html).not.toMatch(/<\/script><b>x|https?:\/\//);
    expect(html.match(/<script/g)).toHaveLength(2);
    const pdf = await house.get(CrewSheets).pdf(sheet);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const [entry] = await house.db.many<{ verb: string }>(`select verb from audit.entry where verb = 'outreach.make-crew-sheet'`);
    expect(entry).toBeDefined();
  });
});

it('tries a notice again until the gateway takes it', async () => {
  await house.settle();
  gateway.answer = 503;
  const { request } = await ask();
  await house.settle();
  expect((await file(request.tracking)).notice).toMatchObject({
    state: 'waiting',
    attempts: 1,
    error: 'the gateway answered 503',
  });
  gateway.answer = 200;
  house.clock.set('2025-09-02T09:02:00+07:00');
  await house.get(SendNotices).retry();
  await house.settle();
  expect((await file(request.tracking)).notice).toMatchObject({ state: 'sent', attempts: 2 });
  expect(await house.troubles()).toEqual([]);
});
