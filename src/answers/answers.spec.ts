import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type House, openHouse } from '../../test/support/house.js';
import { AddHoliday, Catchments, type Question, SetStatus } from '../directory/index.js';
import { Actor } from '../people/index.js';
import { Config, Db, newId, Tx } from '../platform/index.js';
import {
  AnswerHostRequest,
  ApproveReroute,
  AskHosts,
  IssueHostLink,
  ProposeReroute,
  WithdrawReroute,
} from '../rerouting/index.js';
import { CopiesTick } from './copies/copies-tick.js';
import { Answers, StaticPages } from './index.js';
import { RecordAnswers } from './record-answers.js';

const KATANG = ['samsat-katang.pkb-tahunan', 'samsat-katang.pkb-lima-tahunan', 'samsat-katang.bbnkb'];
const KRAS = '35.06.03';
const FIRE = '2025-08-30T21:30:00+07:00';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  house.get(StaticPages).use({
    render: (answer, format) => (format === 'json' ? JSON.stringify(answer) : `${format} ${answer.state} ${answer.region.name}`),
    index: (areas, _locale, area) => (area ?? areas[0]!).regions.map(({ name }) => name).join(', '),
  });
});
afterAll(() => house.close());

const told = (at: string) => house.get(Answers).told('pkb-tahunan', KRAS, new Date(at));
const copy = (name: string, service = 'pkb-tahunan') => path.join(house.get(Config).publicFolder, 'layanan', service, KRAS, name);

const write = (sql: string) => house.get(Tx).housekeeping('test.write', () => house.db.run(sql));

async function mark(status: string, incidentId: string, confirmed: boolean, correction = false): Promise<void> {
  await house
    .get(SetStatus)
    .run(house.as('admin'), { offeringIds: KATANG, status, since: FIRE, incidentId, confirmed, correction });
  await house.settle();
}

async function publish(incidentId: string, startOn: string): Promise<string> {
  const by = house.as('coordinator');
  const { id } = await house.get(ProposeReroute).run(by, { incidentId });
  const { requests } = await house.get(AskHosts).run(by, { rerouteId: id });
  for (const { id: requestId } of requests) {
    const { token } = await house.get(IssueHostLink).run(by, { requestId });
    await house.get(AnswerHostRequest).run(Actor.public(), { token, accept: true, perDay: 500, startOn });
  }
  await house.get(ApproveReroute).run(house.as('coordinator', 'person-second'), { rerouteId: id });
  await house.settle();
  return id;
}

describe('the days of the fire, as a citizen of Kras is told them', () => {
  const incidentId = newId();

  it('before it: go to Katang, and nothing is on record', async () => {
    house.clock.set('2025-08-30T09:00:00+07:00');
    expect(await house.get(Answers).answer('pkb-tahunan', KRAS)).toMatchObject({
      state: 'normal',
      goTo: [{ office: { id: 'samsat-katang' }, openNow: true }],
      lateness: [],
      complaint: { smsTo: '1708', smsCode: 'KABKEDIRI' },
    });
    expect(await told('2025-08-30T09:00:00+07:00')).toBeUndefined();
  });

  it('that night: do not go, it is reported; nobody is sent elsewhere, and no fine is waived', async () => {
    house.clock.set('2025-08-30T21:40:00+07:00');
    await mark('suspended', incidentId, false);
    const answer = await house.get(Answers).answer('pkb-tahunan', KRAS);
    expect(answer).toMatchObject({
      state: 'arranging',
      doNotGo: { office: { name: 'Samsat Katang' }, state: 'reported' },
      goTo: [],
      stale: true,
      incidentId,
    });
    expect(answer.online.length).toBeGreaterThan(0);
    expect(answer.lateness.map(({ part, state }) => [part, state])).toEqual([
      ['pkb', 'none'],
      ['opsen', 'none'],
      ['swdkllj', 'none'],
      ['pnbp', 'none'],
    ]);
    expect((await house.get(Answers).answer('pkb-lima-tahunan', KRAS)).online).toEqual([]);
  });

  it('then: confirmed, and on 2 September two offices take her', async () => {
    house.clock.set('2025-08-30T23:00:00+07:00');
    await mark('suspended', incidentId, true);
    house.clock.set('2025-09-01T10:00:00+07:00');
    await publish(incidentId, '2025-09-02');
    house.clock.set('2025-09-05T10:00:00+07:00');
    const answer = await house.get(Answers).answer('pkb-tahunan', KRAS);
    expect(answer).toMatchObject({ state: 'rerouted', doNotGo: { state: 'confirmed' }, stale: true });
    expect(answer.goTo[0]).toMatchObject({ office: { id: 'mpp-kota-kediri' }, startOn: '2025-09-02', as: 'host' });
    expect(answer.goTo[0]!.km).toBeGreaterThan(14);
    expect(await told('2025-09-05T10:00:00+07:00')).toEqual(answer);
  });

  it('and at the end: open again, while the record still knows each of those moments', async () => {
    house.clock.set('2025-09-12T08:00:00+07:00');
    await mark('normal', incidentId, true);
    expect(await house.get(Answers).answer('pkb-tahunan', KRAS)).toMatchObject({ state: 'normal' });
    expect(await told('2025-08-30T22:00:00+07:00')).toMatchObject({ state: 'arranging', doNotGo: { state: 'reported' } });
    expect(await told('2025-08-31T10:00:00+07:00')).toMatchObject({ state: 'arranging', doNotGo: { state: 'confirmed' } });
    expect(await told('2025-09-05T10:00:00+07:00')).toMatchObject({ state: 'rerouted', at: '2025-09-05T03:00:00.000Z' });
    expect(await told('2025-09-13T10:00:00+07:00')).toMatchObject({ state: 'normal' });
    expect(await house.troubles()).toEqual([]);
  });
});

describe('what was told', () => {
  it('cannot be changed, not even by whoever may write', async () => {
    await expect(write(`update answers.told set facts = '{}'`)).rejects.toThrow('what was told cannot be changed');
    await expect(write('delete from answers.told')).rejects.toThrow('what was told cannot be changed');
  });

  it('is one row a change: the same facts again are not written again', async () => {
    const questions = [{ serviceId: 'pkb-tahunan', regionCode: KRAS }];
    const { changed } = await house
      .get(RecordAnswers)
      .run(Actor.system('answers'), { questions, toldFrom: new Date('2025-09-14T10:00:00+07:00') });
    expect(changed).toEqual([]);
  });

  it('is read and written in as many statements for many questions as for one', async () => {
    const asked = jest.spyOn(Db.prototype as never as { query(): Promise<unknown> }, 'query');
    const statements = async (questions: Question[]) => {
      asked.mockClear();
      await house.get(RecordAnswers).run(Actor.system('answers'), { questions, toldFrom: new Date('2025-09-14T11:00:00+07:00') });
      return asked.mock.calls.length;
    };
    const all = await house.get(Catchments).servedBy(KATANG);
    expect(all.length).toBeGreaterThan(20);
    expect(await statements(all)).toBe(await statements(all.slice(0, 1)));
    asked.mockRestore();
  });

  it('is recorded by the product alone', async () => {
    const run = house.get(RecordAnswers).run(house.as('admin'), { questions: [], toldFrom: new Date() });
    await expect(run).rejects.toMatchObject({ code: 'people.not-permitted' });
  });
});

describe('the mistake that was corrected, and the reroute that was withdrawn', () => {
  it('says that the closure was a mistake', async () => {
    const mistake = newId();
    house.clock.set('2025-10-01T09:00:00+07:00');
    await mark('suspended', mistake, false);
    house.clock.set('2025-10-01T09:05:00+07:00');
    await mark('normal', mistake, false, true);
    expect(await house.get(Answers).answer('pkb-tahunan', KRAS)).toMatchObject({
      state: 'normal',
      corrected: { office: 'Samsat Katang' },
    });
  });

  it('goes back to arranging', async () => {
    const incidentId = newId();
    house.clock.set('2025-11-03T09:00:00+07:00');
    await mark('suspended', incidentId, true);
    const rerouteId = await publish(incidentId, '2025-11-04');
    await house.get(WithdrawReroute).run(house.as('coordinator'), { rerouteId, reason: 'tuan rumah penuh' });
    await house.settle();
    expect(await house.get(Answers).answer('pkb-tahunan', KRAS)).toMatchObject({ state: 'arranging', goTo: [] });
    expect(readFileSync(copy('index.html'), 'utf8')).toBe('html arranging Kras');
  });
});

describe('the static copies', () => {
  let server: Server;
  afterAll(() => server?.close());

  it('are served by any web server, as the same bytes, while the product is down', async () => {
    const root = house.get(Config).publicFolder;
    server = createServer((request, response) => {
      const file = path.join(root, request.url!.endsWith('/') ? `${request.url}index.html` : request.url!);
      if (existsSync(file)) response.end(readFileSync(file));
      else response.writeHead(404).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/layanan/pkb-tahunan/${KRAS}/`;
    expect(await (await fetch(base)).text()).toBe('html arranging Kras');
    expect(await (await fetch(`${base}answer.json`)).json()).toEqual(
      (await house.get(Answers).lasting([{ serviceId: 'pkb-tahunan', regionCode: KRAS }]))[0],
    );
    expect(await (await fetch(`${base}answer.txt`)).text()).toBe('txt arranging Kras');
  });

  it('stand in a manifest, with nothing half written beside them', async () => {
    const manifest = JSON.parse(readFileSync(path.join(house.get(Config).publicFolder, 'manifest.json'), 'utf8'));
    expect(Object.keys(manifest.files)).toHaveLength(27 * 3 + 3);
    expect(manifest.files[`layanan/pkb-tahunan/${KRAS}/answer.txt`]).toEqual({
      bytes: 18,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('are found without a server: by a page of each kabupaten, and by an index for programs', () => {
    const at = (name: string) => readFileSync(path.join(house.get(Config).publicFolder, name), 'utf8');
    expect(at('index.html')).toContain('Kras');
    expect(at('wilayah/35.06.html')).toContain('Kras');
    expect(JSON.parse(at('pencarian.json'))).toContainEqual({
      path: `layanan/pkb-tahunan/${KRAS}/index.html`,
      serviceId: 'pkb-tahunan',
      service: 'Pajak kendaraan tahunan',
      regionCode: KRAS,
      region: 'Kras',
      label: 'Kras, Kabupaten Kediri, Jawa Timur',
      state: 'arranging',
    });
  });

  it('are written again by the clock, once however many tick', async () => {
    house.clock.set('2025-11-04T09:00:00+07:00');
    await house.get(CopiesTick).tick();
    await house.get(CopiesTick).tick();
    await house.settle();
    expect(JSON.parse(readFileSync(copy('answer.json'), 'utf8')).at).toBe('2025-11-04T02:00:00.000Z');
    const everyone = await house.get(Catchments).everyone();
    const manifest = JSON.parse(readFileSync(path.join(house.get(Config).publicFolder, 'manifest.json'), 'utf8'));
    const areas = new Set(everyone.map(({ regionCode }) => regionCode.slice(0, 5)));
    expect(Object.keys(manifest.files)).toHaveLength(everyone.length * 3 + areas.size + 2);
  });

  it('are written again when a day off that is near becomes known late, and not for one that no copy names yet', async () => {
    const add = async (date: string) => {
      const names = { id: 'Cuti Bersama Contoh', en: 'Sample joint leave' };
      await house.get(AddHoliday).run(house.as('admin'), { date, kind: 'joint-leave', names, source: 'SKB contoh' });
      await house.settle();
      return JSON.parse(readFileSync(copy('answer.json').replace(KRAS, '35.06.17'), 'utf8'));
    };
    house.clock.set('2025-11-04T10:00:00+07:00');
    expect((await add('2026-02-10')).at).toBe('2025-11-04T02:00:00.000Z');
    expect(await add('2025-11-10')).toMatchObject({ at: '2025-11-04T03:00:00.000Z', goTo: [{ shutOn: ['2025-11-10'] }] });
  });
});

it('a service or a region that does not exist is said so', async () => {
  await expect(house.get(Answers).answer('ktp', KRAS)).rejects.toMatchObject({ code: 'directory.no-such-service' });
  await expect(house.get(Answers).answer('k\0tp', KRAS)).rejects.toMatchObject({ code: 'directory.no-such-service' });
  await expect(house.get(Answers).answer('pkb-tahunan', '\0')).rejects.toMatchObject({ code: 'directory.no-such-region' });
  await expect(house.get(Answers).answer('pkb-tahunan', '99.99.99')).rejects.toMatchObject({ code: 'directory.no-such-region' });
});
