import ICAL from 'ical.js';
import { House, openHouse } from '../../../test/support/house.js';
import { Calendar, Tx } from '../../platform/index.js';
import {
  AddHoliday,
  AddVisit,
  CancelVisit,
  Directory,
  differences,
  ImportDirectory,
  RemoveHoliday,
  RoadFactors,
  SetAccessibility,
  SetEmergencyVariant,
  SetRoadFactor,
  SetServiceStandard,
  SetSpecialDay,
  SetStatus,
  StartOutreach,
  spansOn,
  VisitCalendar,
  Visits,
} from '../index.js';

const KATANG = 'samsat-katang';
const KATANG_TAX = 'samsat-katang.pkb-tahunan';

describe('what is offered', () => {
  let house: House;
  let directory: Directory;
  beforeAll(async () => {
    house = await openHouse();
    directory = house.get(Directory);
  });
  afterAll(() => house.close());
  const admin = () => house.as('admin');
  const detailOf = async (verb: string) => {
    const entry = 'select detail from audit.entry where verb = $1 order by id desc limit 1';
    return JSON.parse((await house.db.one<{ detail: string }>(entry, [verb])).detail);
  };

  describe('the calendar', () => {
    const at = (date: string) => new Date(`${date}T12:00:00+07:00`);
    const isHoliday = (date: string, asOf: string) => house.get(Calendar).knownAt(at(asOf)).has(date);
    const HOLIDAY = {
      date: '2025-09-29',
      kind: 'joint-leave',
      names: { id: 'Cuti Bersama Contoh', en: 'Sample joint leave' },
      source: 'SKB contoh',
    };

    it('says whether it was open on 18 August, as one knew on 30 July and on 2 August', async () => {
      const { hours } = await directory.offering(KATANG_TAX);
      const spans = (asOf: string) => spansOn(hours, '2025-08-18', house.get(Calendar).knownAt(at(asOf)));
      expect(spans('2025-07-30')).toEqual([{ open: '08:00', close: '12:00' }]);
      expect(spans('2025-08-02')).toEqual([]);
      expect(
        house
          .get(Calendar)
          .history('2025-08-18')
          .map(({ estimated }) => estimated),
      ).toEqual([true, false]);
    });

    it('learns a day from now on, and keeps what was known before', async () => {
      expect(isHoliday('2025-09-29', '2025-08-30')).toBe(false);
      await house.get(AddHoliday).run(admin(), HOLIDAY);
      expect(house.get(Calendar).holidays.get('2025-09-29')).toMatchObject({ name: 'Cuti Bersama Contoh', source: 'SKB contoh' });
      expect(isHoliday('2025-09-29', '2025-08-30')).toBe(false);
      await expect(house.get(AddHoliday).run(admin(), HOLIDAY)).rejects.toMatchObject({ code: 'directory.holiday-known' });

      house.clock.set('2025-09-10T09:00:00+07:00');
      await house.get(RemoveHoliday).run(admin(), { date: '2025-09-29', source: 'SKB perubahan contoh' });
      expect(isHoliday('2025-09-29', '2025-09-09')).toBe(true);
      expect(isHoliday('2025-09-29', '2025-09-11')).toBe(false);
      const again = house.get(RemoveHoliday).run(admin(), { date: '2025-09-29', source: 'SKB perubahan contoh' });
      await expect(again).rejects.toMatchObject({ code: 'directory.no-such-holiday' });
      house.clock.set('2025-08-30T22:00:00+07:00');
      await house.get(Calendar).reload();
    });

    it('confirms an estimate by its decree', async () => {
      const decreed = {
        date: '2027-03-09',
        kind: 'national',
        names: { id: 'Idul Fitri', en: 'Eid al-Fitr' },
        source: 'SKB contoh 2027',
      };
      expect(house.get(Calendar).holidays.get('2027-03-09')?.estimated).toBe(true);
      await house.get(AddHoliday).run(admin(), decreed);
      expect(house.get(Calendar).holidays.get('2027-03-09')?.estimated).toBe(false);
    });

    it.each([
      [{ date: '2025-02-30' }, 'date'],
      [{ kind: 'day-off' }, 'kind'],
      [{ source: '' }, 'source'],
      [{ names: { id: 'Cuti', en: '' } }, 'names.en'],
    ])('refuses %j', async (change, field) => {
      const added = house.get(AddHoliday).run(admin(), { ...HOLIDAY, ...change });
      await expect(added).rejects.toMatchObject({ context: { fields: [expect.objectContaining({ field })] } });
    });

    it('is only ever added to', async () => {
      const tamper = house.get(Tx).housekeeping('test.tamper', () => house.db.run('delete from platform.holiday_version'));
      await expect(tamper).rejects.toThrow('never changed or removed');
    });
  });

  describe('a special day', () => {
    const REASON = { id: 'Simulasi kebakaran', en: 'Fire drill' };
    const set = (input: object) => house.get(SetSpecialDay).run(admin(), input);

    it('holds for an offering, an office or a region, and is taken back', async () => {
      const spans = [{ open: '09:00', close: '10:00' }];
      const one = await set({ offeringId: KATANG_TAX, date: '2025-09-01', spans, reason: REASON });
      expect(one.offeringIds).toEqual([KATANG_TAX]);
      expect((await directory.offering(KATANG_TAX)).hours.specialDays).toEqual({ '2025-09-01': { spans, reason: REASON } });

      expect((await set({ officeId: KATANG, date: '2025-09-02', spans: [], reason: REASON })).offeringIds).toHaveLength(3);
      const region = await set({ regionCode: '35.06', date: '2025-09-03', spans: [], reason: REASON });
      expect(region.offeringIds).toHaveLength(6);
      expect(Object.keys((await directory.offering('samsat-pare.bbnkb')).hours.specialDays!)).toEqual(['2025-09-03']);

      for (const date of ['2025-09-01', '2025-09-02', '2025-09-03']) await set({ regionCode: '35.06', date, spans: null });
      expect((await directory.offering(KATANG_TAX)).hours.specialDays).toEqual({});
    });

    it.each([
      [{ officeId: KATANG, date: '2025-08-29', spans: [], reason: REASON }, 'directory.day-over'],
      [{ officeId: 'samsat-atlantis', date: '2025-09-01', spans: [], reason: REASON }, 'directory.no-such-office'],
      [{ regionCode: '99', date: '2025-09-01', spans: [], reason: REASON }, 'directory.no-such-region'],
      [{ officeId: KATANG, date: '2025-09-01', spans: [] }, 'platform.bad-input'],
      [{ officeId: KATANG, regionCode: '35', date: '2025-09-01', spans: [], reason: REASON }, 'platform.bad-input'],
      [{ officeId: KATANG, date: '2025-09-31', spans: [], reason: REASON }, 'platform.bad-input'],
      [
        { officeId: KATANG, date: '2025-09-01', spans: [{ open: '10:00', close: '09:00' }], reason: REASON },
        'platform.bad-input',
      ],
    ])('is refused: %j', async (input, code) => {
      await expect(set(input)).rejects.toMatchObject({ code });
    });
  });

  it('differs in an emergency, also after the next import', async () => {
    const variant = {
      adds: [{ id: 'Surat pengantar desa', en: 'Letter from the village' }],
      drops: ['proxy'],
      limits: [{ id: 'Paling banyak 60 orang sehari', en: 'At most 60 people a day' }],
      capacityPerDay: 50,
      source: 'Surat edaran contoh',
    };
    const mpp = { offeringId: 'mpp-kota-kediri.pkb-tahunan' };
    await house.get(SetEmergencyVariant).run(admin(), { ...mpp, variant });
    await house.get(ImportDirectory).run(admin(), {});
    const offering = await directory.offering(mpp.offeringId);
    expect(differences(offering)).toEqual([
      {
        kind: 'adds',
        requirement: {
          code: 'surat-pengantar-desa',
          text: 'Surat pengantar desa',
          texts: variant.adds[0],
          source: 'Surat edaran contoh',
          isSample: false,
        },
      },
      { kind: 'drops', requirement: expect.objectContaining({ code: 'proxy' }) },
      { kind: 'limit', texts: variant.limits[0] },
      { kind: 'capacity', perDay: 50 },
    ]);
    const unknown = house.get(SetEmergencyVariant).run(admin(), { ...mpp, variant: { ...variant, drops: ['vehicle'] } });
    await expect(unknown).rejects.toMatchObject({ code: 'directory.not-required' });
    await house.get(SetEmergencyVariant).run(admin(), { ...mpp, variant: null });
    expect((await directory.offering(mpp.offeringId)).emergency).toBeUndefined();
  });

  it('tells yes, no and unknown of an entrance apart', async () => {
    const set = (features: object) => house.get(SetAccessibility).run(admin(), { officeId: KATANG, features });
    expect((await directory.office(KATANG)).accessibility).toEqual({});
    await set({ 'step-free': true, 'sign-language': false });
    expect((await set({ 'priority-queue': true })).accessibility).toEqual({
      'step-free': true,
      'sign-language': false,
      'priority-queue': true,
    });
    expect((await set({ 'sign-language': null })).accessibility).toEqual({ 'step-free': true, 'priority-queue': true });
    expect((await directory.offering(KATANG_TAX)).office?.accessibility).toMatchObject({ 'step-free': true });
    await expect(set({ lift: true })).rejects.toMatchObject({ code: 'platform.bad-input' });
  });

  it('reckons with the roads of a region, and of the regions in it', async () => {
    const set = (input: object) => house.get(SetRoadFactor).run(admin(), { because: 'diukur di peta', ...input });
    expect((await directory.region('35.06.03')).roadFactor).toBe(1.3);
    await set({ regionCode: '35.06', factor: 1.5 });
    await set({ regionCode: '35.06.03', factor: 2 });
    expect((await directory.regionsUnder('35.06', 'kecamatan')).map(({ roadFactor }) => roadFactor).slice(0, 3)).toEqual([
      1.5, 1.5, 2,
    ]);
    expect((await house.get(RoadFactors).set()).map(({ label }) => label)).toEqual([
      'Kabupaten Kediri, Jawa Timur',
      'Kras, Kabupaten Kediri, Jawa Timur',
    ]);
    await set({ regionCode: '35.06', factor: null });
    expect((await directory.region('35.06.04')).roadFactor).toBe(1.3);
    expect(await detailOf('directory.set-road-factor')).toEqual({ factor: null, because: 'diukur di peta' });
    await expect(set({ regionCode: '35.06', factor: 0.9 })).rejects.toMatchObject({ code: 'platform.bad-input' });
    await expect(set({ regionCode: '99', factor: 1.2 })).rejects.toMatchObject({ code: 'directory.no-such-region' });
  });

  it('has a standard whose components are filled in one by one', async () => {
    const texts = { id: 'Perpres 5/2015', en: 'Presidential Regulation 5/2015' };
    const set = (components: object) => house.get(SetServiceStandard).run(admin(), { serviceId: 'bbnkb', components });
    const legal = { texts, source: 'contoh', certainty: 'K' };
    expect((await directory.service('bbnkb')).standard).toBeUndefined();
    await set({ 'legal-basis': legal, duration: { texts, isSample: true } });
    const { standard } = await set({ duration: null });
    expect(standard).toEqual({ 'legal-basis': { ...legal, isSample: false } });
    expect(await detailOf('directory.set-service-standard')).toEqual({ components: ['duration'], filled: 1, of: 14 });
    for (const bad of [{}, { tempo: legal }, { fee: { texts } }, { fee: { texts: { id: 'x', en: '' }, isSample: true } }])
      await expect(set(bad)).rejects.toMatchObject({ code: 'platform.bad-input' });
  });

  describe('a unit that comes to people', () => {
    let unit: string;
    const VISIT = {
      place: 'Balai Desa Kras; halaman, sisi timur',
      regionCode: '35.06.03',
      begins: '2025-09-01T08:00',
      ends: '12:00',
      rrule: 'FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20250912',
      quota: 40,
    };
    const start = (input: object = {}) =>
      house.get(StartOutreach).run(admin(), {
        officeId: KATANG,
        serviceId: 'pkb-tahunan',
        name: 'Samsat Keliling',
        source: 'Surat tugas contoh',
        ...input,
      });
    const add = (change: object = {}) => house.get(AddVisit).run(admin(), { ...VISIT, offeringId: unit, ...change });
    const days = async (query: object) =>
      (await house.get(Visits).days(query, '2025-08-30', '2025-09-30')).map(({ date, opens }) => `${date} ${opens}`);
    beforeAll(async () => {
      unit = (await start()).id;
    });

    it('gives what its office gives, and is nobody’s usual place', async () => {
      expect(await directory.offering(unit)).toMatchObject({
        channel: { kind: 'outreach', name: 'Samsat Keliling' },
        requirements: (await directory.offering(KATANG_TAX)).requirements,
        catchment: [],
        visits: [],
      });
      expect((await directory.usualOffering('pkb-tahunan', '35.06.03'))?.id).toBe(KATANG_TAX);
      await expect(start()).rejects.toMatchObject({ code: 'directory.channel-known' });
      await expect(start({ officeId: 'mpp-kab-kediri' })).rejects.toMatchObject({ code: 'directory.not-given-here' });
      await expect(start({ name: 'Lain', source: undefined })).rejects.toMatchObject({ code: 'platform.bad-input' });
    });

    it('comes on the days of its rule, but not on Maulid, until they are cancelled', async () => {
      const { id } = await add();
      expect((await directory.offering(unit)).visits).toMatchObject([
        { id, coordinateIs: 'region-centroid', serves: ['35.06.03'] },
      ]);
      expect(await days({ regionCode: '35.06.03' })).toEqual(['2025-09-01 08:00', '2025-09-08 08:00', '2025-09-12 08:00']);
      expect(await days({ regionCode: '35.06' })).toHaveLength(3);
      expect(await days({ regionCode: '35.71' })).toEqual([]);
      await expect(add()).rejects.toMatchObject({ code: 'directory.visit-known' });

      const cancel = (input: object = {}) => house.get(CancelVisit).run(admin(), { visitId: id, ...input });
      await cancel({ date: '2025-09-08', because: 'Unit diperbaiki' });
      expect(await days({ channelId: 'samsat-katang-samsat-keliling' })).toEqual(['2025-09-01 08:00', '2025-09-12 08:00']);
      await expect(cancel({ date: '2025-09-08' })).rejects.toMatchObject({ code: 'directory.visit-cancelled' });
      await expect(cancel({ date: '2025-09-09' })).rejects.toMatchObject({ code: 'directory.not-a-visit-day' });
      await cancel();
      expect((await directory.offering(unit)).visits).toEqual([]);
      await expect(cancel()).rejects.toMatchObject({ code: 'directory.visit-cancelled' });
      await expect(cancel({ visitId: 'v0' })).rejects.toMatchObject({ code: 'directory.no-such-visit' });
      await add();
    });

    it.each([
      [{ offeringId: 'samsat-atlantis.x' }, 'directory.no-such-offering'],
      [{ offeringId: KATANG_TAX }, 'directory.not-outreach'],
      [{ regionCode: '35.06.99' }, 'directory.no-such-region'],
      [{ serves: ['35.06.03', '35.06.98'] }, 'directory.no-such-region'],
      [{ begins: '2025-08-25T08:00', rrule: 'FREQ=DAILY;COUNT=5' }, 'directory.visit-over'],
      [{ begins: '2025-02-30T08:00' }, 'platform.bad-input'],
      [{ rrule: 'FREQ=WEEKLY' }, 'platform.bad-input'],
      [{ quota: 0 }, 'platform.bad-input'],
      [{ ends: '07:59' }, 'platform.bad-input'],
    ])('does not come with %j', async (change, code) => {
      await expect(add(change)).rejects.toMatchObject({ code });
    });

    it('is a calendar that a telephone can follow', async () => {
      await add({ regionCode: '91.03.01', begins: '2025-09-02T08:00', rrule: undefined, place: 'Distrik jauh, naïve “x”' });
      const listed = await house.get(Visits).find({ channelId: 'samsat-katang-samsat-keliling' }, '2025-08-30');
      const text = house.get(VisitCalendar).write('Kunjungan, Kras', listed, new Map(), 'id', house.clock.now());
      expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);

      expect(text.split('BEGIN:VTIMEZONE')[0]).toMatch(/X-WR-CALNAME:Kunjungan\\, Kras\r\n$/);
      // RFC 5545, 3.6: what is said of the calendar stands before its parts.
      expect(text.split(/END:(?:VTIMEZONE|VEVENT)\r\n/).slice(1)).toEqual(
        expect.not.arrayContaining([expect.stringMatching(/^(?!BEGIN:|END:VCALENDAR)/)]),
      );
      const calendar = new ICAL.Component(ICAL.parse(text));
      for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
      const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
      expect(events.map(({ component }) => component.getFirstPropertyValue('status'))).toEqual([
        'CANCELLED',
        'CONFIRMED',
        'CONFIRMED',
      ]);
      const weekly = events[1]!;
      expect(weekly.location).toBe(VISIT.place);
      const days = weekly.iterator();
      const starts = [days.next(), days.next(), days.next(), days.next()].map((day) => day?.toJSDate().toISOString());
      expect(starts).toEqual(['2025-09-01T01:00:00.000Z', '2025-09-08T01:00:00.000Z', '2025-09-12T01:00:00.000Z', undefined]);
      expect(events[2]!.startDate.toJSDate().toISOString()).toBe('2025-09-01T23:00:00.000Z');
      expect(events[2]!.summary).toBe('Samsat Keliling: Pajak kendaraan tahunan');
    });

    it('does not come while it is suspended', async () => {
      const status = { offeringIds: [unit], status: 'suspended', since: house.clock.now(), confirmed: true };
      await house.get(SetStatus).run(admin(), status);
      const [day] = await house.get(Visits).days({ officeId: KATANG }, '2025-08-30', '2025-09-30');
      expect(day).toMatchObject({ date: '2025-09-01', status: 'suspended' });
      const visits = house.get(Visits);
      const listed = await visits.find({ serviceId: 'pkb-tahunan' }, '2025-08-30');
      const text = house.get(VisitCalendar).write('x', listed, await visits.statusesOf(listed), 'en', house.clock.now());
      expect(text).not.toContain('CONFIRMED');
    });
  });
});
