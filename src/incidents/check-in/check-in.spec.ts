import { type House, openHouse } from '../../../test/support/house.js';
import { ReportDay } from '../../directory/index.js';
import { Calendar } from '../../platform/index.js';
import { Alarms } from '../alarms/index.js';
import { CorrectIncident } from '../correct-incident.js';
import { DeclareIncident } from '../declare-incident.js';
import { Incidents } from '../incidents.js';
import { Post } from '../post.js';
import { CheckInTick } from './check-in-tick.js';
import { CheckIns, SetCheckIn } from './index.js';

let house: House;
let sent: string[] = [];
/** A Monday, on which Samsat Pare opens at eight. */
let day = '2025-09-01';
beforeAll(async () => {
  house = await openHouse();
  await set('samsat-pare', true);
  jest.spyOn(house.get(Post), 'gateways', 'get').mockReturnValue({ mail: true, sms: true });
  jest.spyOn(house.get(Post), 'send').mockImplementation(async (_channel, _key, write) => {
    sent.push((await write()).text);
    return { outcome: 'delivered' };
  });
});
afterAll(() => house.close());
beforeEach(() => {
  sent = [];
});
/** Each test has a Monday of its own. */
afterEach(() => {
  day = new Date(Date.parse(day) + 7 * 24 * 3_600_000).toISOString().slice(0, 10);
});

const set = (officeId: string, asks: boolean) => house.get(SetCheckIn).run(house.as('coordinator'), { officeId, asks });
const at = async (time: string) => {
  house.clock.set(`${day}T${time}:00+07:00`);
  await house.get(CheckInTick).look();
  await house.settle();
};
const state = async () =>
  (await house.get(CheckIns).newest()).map(({ officeId, date, state: is }) => `${officeId} ${date} ${is}`);
const opened = (officeId = 'samsat-pare') =>
  house.get(ReportDay).run(house.as('coordinator'), { officeId, kind: 'open', via: 'console' });
const alarms = async () => (await house.get(Alarms).unseen()).map(({ kind, officeId }) => `${officeId} ${kind}`);

it('asks an office that has not said that it is open, then alarms the roster, and is content as soon as it speaks', async () => {
  await at('06:00');
  expect(await state()).toEqual([`samsat-pare ${day} waiting`]);
  const dueAt = (await house.get(CheckIns).newest())[0]!.dueAt!;
  const minutes = (after: number) => new Date(dueAt.getTime() + after * 60_000 + 7 * 3_600_000).toISOString().slice(11, 16);
  await at(minutes(0));
  await at(minutes(1));
  expect(await state()).toEqual([`samsat-pare ${day} asked`]);
  expect(await house.get(CheckIns).silent()).toMatchObject([{ officeId: 'samsat-pare', askedOutcome: 'sample' }]);
  await at(minutes(31));
  await at(minutes(90));
  expect(await state()).toEqual([`samsat-pare ${day} alarmed`]);
  expect(await alarms()).toEqual(['samsat-pare not-open']);
  await opened();
  await house.settle();
  expect(await state()).toEqual([`samsat-pare ${day} open`]);
  expect(await alarms()).toEqual([]);
});

it('asks nothing of an office that has spoken in time, even before its day was begun', async () => {
  house.clock.set(`${day}T05:00:00+07:00`);
  await opened();
  await at('06:00');
  await at('13:00');
  expect(await state()).toEqual([`samsat-pare ${day} open`]);
  expect(await alarms()).toEqual([]);
});

it('asks nothing of an office that an incident has closed', async () => {
  await at('06:00');
  await house.get(DeclareIncident).run(house.as('admin'), { officeId: 'samsat-pare' });
  await at('13:00');
  expect(await state()).toEqual([`samsat-pare ${day} shut`]);
  for (const { id } of await house.get(Incidents).open())
    await house.get(CorrectIncident).run(house.as('admin'), { incidentId: id });
  await house.settle();
});

it('asks nothing on a holiday, even one that became known after the day had begun', async () => {
  await at('06:00');
  const calendar = house.get(Calendar);
  const known = new Map([
    ...calendar.holidays,
    [day, { date: day, name: 'Libur', nameEn: 'Holiday', kind: 'national', estimated: false }],
  ]);
  jest.spyOn(calendar, 'holidays', 'get').mockReturnValue(known as typeof calendar.holidays);
  await at('13:00');
  expect(await state()).toEqual([`samsat-pare ${day} shut`]);
  day = new Date(Date.parse(day) + 6 * 24 * 3_600_000).toISOString().slice(0, 10);
  await at('13:00');
  expect(await state()).toEqual([`samsat-pare ${day} shut`]);
  day = new Date(Date.parse(day) - 6 * 24 * 3_600_000).toISOString().slice(0, 10);
});

it('begins each day once, however many servers look, and asks only those who take part', async () => {
  await house.get(CheckInTick).look();
  house.clock.set(`${day}T23:00:00+07:00`);
  await Promise.all([1, 2, 3].map(() => house.get(CheckInTick).look()));
  const rows = await house.db.many('select 1 from incidents.check_in where date = $1', [day]);
  expect(rows).toHaveLength(1);
  await set('samsat-pare', false);
  expect([await state(), await house.get(CheckIns).silent()]).toEqual([[], []]);
  await expect(set('zzz', true)).rejects.toMatchObject({ code: 'directory.no-such-office' });
});
