import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { House, openHouse } from '../../test/support/house.js';
import { Config, Events, newId, Tx } from '../platform/index.js';
import { Directory, ImportDirectory, SetStatus, StatusChanged } from './index.js';

const FIRE = '2025-08-30T21:30:00+07:00';
const KATANG = ['samsat-katang.bbnkb', 'samsat-katang.pkb-lima-tahunan', 'samsat-katang.pkb-tahunan'];

describe('the directory of Kediri', () => {
  let house: House;
  let directory: Directory;
  beforeAll(async () => {
    house = await openHouse();
    directory = house.get(Directory);
  });
  afterAll(() => house.close());

  const ids = (things: { id: string }[]) => things.map(({ id }) => id);
  const codes = (regions: { code: string }[]) => regions.map(({ code }) => code);

  describe('regions', () => {
    it('knows every province, kabupaten, kota and kecamatan', async () => {
      expect(await directory.provinces()).toHaveLength(38);
      expect(await directory.regionsUnder('35', 'kabkota')).toHaveLength(38);
      expect(await directory.regionsUnder('35', 'kecamatan')).toHaveLength(666);
      expect(await directory.regionsUnder('35.06', 'kecamatan')).toHaveLength(26);
      expect(await directory.region('35.06.03')).toEqual({
        code: '35.06.03',
        name: 'Kras',
        level: 'kecamatan',
        parentCode: '35.06',
        label: 'Kras, Kabupaten Kediri, Jawa Timur',
        lat: -7.96365,
        lng: 111.97821,
        zone: 'Asia/Jakarta',
        roadFactor: 1.3,
      });
      expect((await directory.region('35.06')).population).toBe(1_691_976);
      await expect(directory.region('99.99')).rejects.toMatchObject({ code: 'directory.no-such-region', kind: 'not-found' });
    });

    it.each([
      ['kras', ['35.06.03']],
      ['KRAS', ['35.06.03']],
      ['kec. kras kab. kediri', ['35.06.03']],
      ['saya dari kras, samsat tutup', ['35.06.03']],
      ['wates', ['34.01.02', '35.05.20', '35.06.06']],
      ['wates kediri', ['35.06.06']],
      ['kediri kecamatan wates', ['35.06.06']],
      ['wates, blitar', ['35.05.20']],
      ['kediri', ['35.06', '35.71', '51.02.06', '52.01.02']],
      ['kota, kota kediri', ['35.71.02']],
      ['kota kediri', ['35.71']],
      ['kab kediri', ['35.06']],
      ['ngadilueh', ['35.06.04']],
      ['gampengreja', ['35.06.12']],
      ['', []],
      ['xyzzy', []],
    ])('finds %j: %j', async (text, expected) => expect(codes(await directory.findRegions(text))).toEqual(expected));

    it('finds only what lies in a given region', async () => {
      expect(codes(await directory.findRegions('wates', { under: '35.06' }))).toEqual(['35.06.06']);
      expect(codes(await directory.findRegions('kediri', { level: 'kecamatan' }))).not.toContain('35.06');
    });
  });

  describe('offices and services', () => {
    it.each([
      ['samsat katang', ['samsat-katang']],
      ['KABKEDIRI samsat katang tutup, bayar pajak dimana?', ['samsat-katang']],
      ['samsat kattang tutup', ['samsat-katang']],
      ['samsat kediri', ['samsat-katang', 'samsat-kota-kediri', 'samsat-pare']],
      ['samsat kota kediri', ['samsat-kota-kediri']],
      ['mall pelayanan publik kota kediri', ['mpp-kota-kediri']],
    ])('finds the office in %j', async (text, expected) => {
      const found = ids(await directory.findOffices(text));
      expect(text.includes('kattang') ? found.slice(0, 1) : found.sort()).toEqual(expected);
    });

    it.each([
      ['perpanjang stnk', 'pkb-tahunan'],
      ['pajek motor', 'pkb-tahunan'],
      ['samsat katang tutup, bayar pajak dimana?', 'pkb-tahunan'],
      ['perpanjang stnk 5 tahunan', 'pkb-lima-tahunan'],
      ['ganti plat nomer', 'pkb-lima-tahunan'],
      ['pajak', 'pkb-tahunan'],
      ['mau balik nama motor', 'bbnkb'],
      ['blik nama', 'bbnkb'],
    ])('finds the service in %j: %s', async (text, expected) =>
      expect(ids(await directory.findServices(text))[0]).toBe(expected),
    );

    it('says who answers to an SMS code', async () => {
      expect((await directory.agencyBySmsCode('kabkediri'))?.id).toBe('pemkab-kediri');
      expect(await directory.agencyBySmsCode('KOTAX')).toBeUndefined();
    });

    it('never lets a guess look like a fact', async () => {
      const katang = await directory.office('samsat-katang');
      expect(katang).toMatchObject({
        coordinateIs: 'kecamatan-centroid',
        isSample: false,
        sampleFields: ['phone', 'contact', 'parts'],
      });
      expect(katang.source).toMatch(/^https:/);
      expect((await directory.office('samsat-kota-kediri')).confirmedOpen).toBe(false);
      expect((await directory.offering('samsat-katang.pkb-tahunan')).capacityConfirmed).toBe(false);
      const pare = await directory.offering('samsat-pare.pkb-tahunan');
      expect(pare).toMatchObject({ isSample: false, hours: { weekly: { fri: [{ open: '08:00', close: '11:00' }] } } });
    });

    it('names what is not there', async () => {
      await expect(directory.office('samsat-atlantis')).rejects.toMatchObject({ code: 'directory.no-such-office' });
      await expect(directory.office('\0')).rejects.toMatchObject({ code: 'directory.no-such-office' });
      await expect(directory.region("35'\0")).rejects.toMatchObject({ code: 'directory.no-such-region' });
      expect(await directory.agencyBySmsCode('\0')).toBeUndefined();
      await expect(directory.service('x')).rejects.toMatchObject({ code: 'directory.no-such-service' });
      await expect(directory.offering('x')).rejects.toMatchObject({ code: 'directory.no-such-offering' });
      await expect(directory.officeStatus('x')).rejects.toMatchObject({ code: 'directory.no-such-office' });
    });
  });

  describe('offerings', () => {
    it('lists what an office gives, and what it cannot give without a part', async () => {
      expect(ids(await directory.offeringsAt('samsat-katang'))).toEqual(KATANG);
      expect(ids(await directory.offeringsAt('samsat-katang', 'plate-printer'))).toEqual(KATANG.slice(0, 2));
      expect(ids(await directory.offeringsAt('mpp-kota-kediri'))).toEqual(['mpp-kota-kediri.pkb-tahunan']);
      expect(await directory.offeringsAt('mpp-kab-kediri')).toEqual([]);
    });

    it('gives the five-yearly renewal at counters alone', async () => {
      const kinds = (await directory.offeringsOf('pkb-lima-tahunan')).map(({ channel }) => channel.kind);
      expect(new Set(kinds)).toEqual(new Set(['counter']));
      expect(ids(await directory.offeringsOf('pkb-tahunan'))).toEqual(
        expect.arrayContaining(['signal.pkb-tahunan', 'e-samsat-jatim.pkb-tahunan']),
      );
    });

    it('says which cases an online channel takes, with the source', async () => {
      const { eligibility } = await directory.offering('signal.pkb-tahunan');
      expect(eligibility.map(({ code }) => code)).toEqual([
        'annual-only',
        'not-company',
        'not-public-transport',
        'not-blocked',
        'late-at-most',
      ]);
      expect(eligibility.every(({ source, certainty }) => source && certainty)).toBe(true);
    });

    it.each([
      ['pkb-tahunan', '35.06.03', 'samsat-katang.pkb-tahunan'],
      ['pkb-tahunan', '35.06.03.2001', 'samsat-katang.pkb-tahunan'],
      ['pkb-lima-tahunan', '35.06.06', 'samsat-katang.pkb-lima-tahunan'],
      ['pkb-tahunan', '35.06.17', 'samsat-pare.pkb-tahunan'],
      ['bbnkb', '35.71.02', 'samsat-kota-kediri.bbnkb'],
      ['pkb-tahunan', '35.05.20', undefined],
    ])('%s for %s is usually at %s', async (service, region, expected) => {
      expect((await directory.usualOffering(service, region))?.id).toBe(expected);
    });

    it('serves nine kecamatan at Katang', async () => {
      const names = (await directory.catchment(KATANG)).map(({ name }) => name);
      expect(names.sort()).toEqual([
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
    });
  });

  describe('status', () => {
    const incidentId = newId();
    const admin = () => house.as('admin', 'first');
    const close = { offeringIds: KATANG, status: 'suspended', since: FIRE, cause: 'kebakaran', incidentId, confirmed: false };
    const heard: string[][] = [];
    beforeAll(() =>
      house.get(Events).on(StatusChanged, 'directory.spec', async ({ offeringIds }) => void heard.push(offeringIds)),
    );

    it('is normal until something is said', async () => {
      expect(await directory.officeStatus('samsat-katang')).toMatchObject({ status: 'normal', confirmed: true, stale: false });
      expect((await directory.statuses([...KATANG, 'unknown'])).size).toBe(3);
    });

    it('refuses wrong input, and then says nothing', async () => {
      const set = (more: object, by = admin()) => house.get(SetStatus).run(by, { ...close, ...more });
      await expect(set({ expectedEnd: '2025-08-30T20:00:00+07:00' })).rejects.toMatchObject({
        code: 'directory.end-before-start',
      });
      await expect(set({ offeringIds: [...KATANG, 'nowhere'] })).rejects.toMatchObject({ code: 'directory.no-such-offering' });
      await expect(set({ status: 'moved' })).rejects.toMatchObject({ code: 'directory.unconfirmed-move' });
      await expect(set({ status: 'broken' })).rejects.toMatchObject({ code: 'platform.bad-input' });
      await expect(set({}, house.as('auditor'))).rejects.toMatchObject({ kind: 'forbidden' });
      expect(await directory.statusHistory(KATANG[0]!)).toEqual([]);
    });

    it('closes on one report, unconfirmed, and tells the other rooms', async () => {
      await house.get(SetStatus).run(admin(), close);
      expect(await directory.officeStatus('samsat-katang')).toMatchObject({
        status: 'suspended',
        since: new Date(FIRE),
        confirmed: false,
        stale: true,
      });
      await house.settle();
      expect(heard).toEqual([KATANG]);
      const [entry] = await house.db.many<{ actor: string; detail: string }>(
        `select actor, detail from audit.entry where verb = 'directory.set-status'`,
      );
      expect(entry?.actor).toBe('first');
    });

    it('takes two people who mark the same office one after the other, and keeps the first as reporter', async () => {
      const again = (person: string) => house.get(SetStatus).run(house.as('coordinator', person), { ...close, confirmed: true });
      await Promise.all([again('second'), again('third')]);
      const statuses = await directory.statusesOfIncident(incidentId);
      expect(statuses.map(({ reportedBy }) => reportedBy)).toEqual(['first', 'first', 'first']);
      expect(await directory.statusHistory(KATANG[0]!)).toHaveLength(3);
    });

    it('goes stale when nobody has confirmed it for a day', async () => {
      expect((await directory.officeStatus('samsat-katang')).stale).toBe(false);
      expect((await directory.officeStatus('samsat-katang', new Date('2025-08-31T22:01:00+07:00'))).stale).toBe(true);
    });

    it('never goes back by itself, keeps what was said before, and comes back when the time has come', async () => {
      house.clock.set('2025-09-11T15:00:00+07:00');
      const reopen = { ...close, status: 'normal', since: '2025-09-12T08:00:00+07:00', cause: undefined };
      await expect(house.get(SetStatus).run(admin(), reopen)).rejects.toMatchObject({ code: 'directory.unconfirmed-return' });
      await house.get(SetStatus).run(admin(), { ...reopen, confirmed: true });
      const on = async (at: string) => (await directory.officeStatus('samsat-katang', new Date(at))).status;
      expect(await on('2025-08-30T21:59:00+07:00')).toBe('normal');
      expect(await on('2025-09-05T10:00:00+07:00')).toBe('suspended');
      expect(await on('2025-09-11T23:00:00+07:00')).toBe('suspended');
      expect(await on('2025-09-12T08:00:00+07:00')).toBe('normal');
    });

    it.each([
      'update directory.offering_status set status = $$normal$$',
      'delete from directory.offering_status',
      'truncate directory.offering_status',
    ])('is only ever added to: %s', async (sql) => {
      await expect(house.get(Tx).housekeeping('test.tamper', () => house.db.run(sql))).rejects.toThrow(
        'never changed or removed',
      );
    });
  });

  describe('import', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'sinambung-directory-'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    const shipped = (...name: string[]) => readFileSync(house.get(Config).shipped('data', ...name), 'utf8');
    const put = (name: string, text: string) => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    const run = (input: object) => house.get(ImportDirectory).run(house.as('admin'), input);

    it('changes nothing when it is done again', async () => {
      expect(await run({})).toEqual({ regions: 0, records: 0 });
    });

    it('changes what differs', async () => {
      const regionsFile = put('some.csv', 'code,name,level,lat,lng,population,area_km2\n94,Papua Baru,province,-3.5,139,,\n');
      const datasetFile = put('other.json', shipped('directory', 'kediri.json').replace('Tulungrejo', 'Contohrejo'));
      expect(await run({ regionsFile, datasetFile })).toEqual({ regions: 1, records: 1 });
      expect(codes(await directory.findRegions('papua baru'))).toEqual(['94']);
      expect((await directory.office('samsat-pare')).address).toContain('Contohrejo');
      expect(await run({})).toMatchObject({ records: 1 });
    });

    it.each([
      ['35.06.99,Baru,kecamatan,999,112,,', 'row 2, lat'],
      ['35.06.99,Baru,kecamatan,-7,112,,', 'row 2, code'],
      ['35,Jawa Timur,kabkota,-7,112,,', 'row 2, level'],
      ['Jatim,Jawa Timur,province,-7,112,,', 'row 2, code'],
      ['35,Jawa Timur,province,-7', 'CSV'],
    ])('names the row and column of a bad region: %s', async (line, place) => {
      const regionsFile = put('bad.csv', `code,name,level,lat,lng,population,area_km2\n${line}\n`);
      await expect(run({ regionsFile })).rejects.toMatchObject({
        code: 'directory.bad-file',
        context: { file: regionsFile, place },
      });
    });

    it.each([
      ['"hours": "samsat"', '"hours": "pagi"', 'offerings.samsat-katang.pkb-tahunan.hours'],
      ['"channelId": "signal"', '"channelId": "sinyal"', 'offerings.signal.pkb-tahunan.channelId'],
      ['"close": "12:00"', '"close": "07:00"', 'hours.samsat.weekly.mon.0.close'],
      ['"source": "fire",', '', 'offices.0.source'],
      ['"inspection-lane"', '"jalur"', 'offices.samsat-katang.parts'],
      ['{', '', 'JSON'],
    ])('names the place of a bad entry and imports nothing: %s -> %s', async (from, to, place) => {
      const datasetFile = put(
        'bad.json',
        shipped('directory', 'kediri.json').replace(from, to).replace('Tulungrejo', 'Setengah'),
      );
      await expect(run({ datasetFile })).rejects.toMatchObject({
        code: 'directory.bad-file',
        context: { file: datasetFile, place },
      });
      expect((await directory.office('samsat-pare')).address).toContain('Tulungrejo');
    });

    it('says which file cannot be read', async () => {
      const missing = path.join(folder, 'missing');
      await expect(run({ regionsFile: missing })).rejects.toMatchObject({
        code: 'directory.unreadable-file',
        context: { file: missing },
      });
      await expect(run({ datasetFile: missing })).rejects.toMatchObject({ code: 'directory.unreadable-file' });
      await expect(house.get(ImportDirectory).run(house.as('coordinator'), {})).rejects.toMatchObject({ kind: 'forbidden' });
    });
  });
});
