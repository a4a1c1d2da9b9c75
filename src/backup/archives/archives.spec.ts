import { type House, openHouse } from '../../../test/support/house.js';
import { PreviewClosure } from '../../incidents/index.js';
import type { DomainError } from '../../platform/index.js';
import { Archives, DropArchive, RegisterArchives } from '../index.js';

const HEADER =
  'office,service,series,first_year,last_year,class,files,scanned,metres,building,room,scans_source,condition,checked_on';
const BPKB =
  'samsat-katang,pkb-tahunan,Berkas kendaraan,2015,2020,vital,12000,3000,"85,5",,Lantai 2,samsat-katang-db,good,2025-06-30';
const AWAY = 'samsat-katang,,Arsip lama,1998,2005,inactive,500,0,,Gudang arsip kabupaten,Rak 4,,worn,2024-01-10';
let house: House;
const register = (text: string | object[]) => house.get(RegisterArchives).run(house.as('recovery-officer'), { register: text });
const csv = (...rows: string[]) => [HEADER, ...rows].join('\n');

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('the register of paper archives', () => {
  it('says nothing of a building of which nobody said anything', async () => {
    expect(await house.get(Archives).atOffice('samsat-katang')).toBeUndefined();
    expect((await house.get(PreviewClosure).of('samsat-katang')).paper).toBeUndefined();
  });

  it('knows what would be lost with a building, and what scans would be lost beside it', async () => {
    expect(await register(csv(BPKB, AWAY))).toEqual({ archives: 2, added: 2 });
    const lost = { series: 1, files: 12_000, unscanned: 9000, scansBeside: 1 };
    expect(await house.get(Archives).atOffice('samsat-katang')).toEqual(lost);
    expect((await house.get(PreviewClosure).of('samsat-katang')).paper).toEqual(lost);
  });

  it('is brought up to date by a later list', async () => {
    const later = BPKB.replace(',3000,', ',8000,');
    expect(await register(csv(later))).toEqual({ archives: 1, added: 0 });
    const all = await house.get(Archives).all();
    expect(all.map(({ series, scanned, metres, building }) => [series, scanned, metres, building])).toEqual([
      ['Arsip lama', 0, undefined, 'Gudang arsip kabupaten'],
      ['Berkas kendaraan', 8000, 85.5, undefined],
    ]);
  });

  it.each([
    ['an unknown office', BPKB.replace('samsat-katang,', 'lain,'), 'row 2, office: unknown'],
    ['an unknown source of scans', BPKB.replace('samsat-katang-db', 'lain'), 'row 2, scans_source: unknown'],
    ['more scanned than there is', BPKB.replace(',3000,', ',12001,'), 'row 2, scanned: more-than-files'],
    ['years reversed', BPKB.replace('2015,2020', '2020,2015'), 'row 2, last_year: years-reversed'],
    ['a year to come', BPKB.replace('2020', '2031'), 'row 2, last_year: not-a-year'],
    ['no files', BPKB.replace(',12000,', ',,'), 'row 2, files: empty'],
    ['half a file', BPKB.replace(',12000,', ',12000.5,'), 'row 2, files: not-a-number'],
    ['a day to come', BPKB.replace('2025-06-30', '2025-12-01'), 'row 2, checked_on: not-a-day'],
    ['a class that is none', BPKB.replace('vital', 'penting'), 'row 2, class: unknown'],
    ['the same series twice', `${BPKB}\n${BPKB}`, 'row 3, series: twice'],
    ['a fault below blank lines', `${BPKB}\n\n\n${BPKB.replace('samsat-katang,', 'lain,')}`, 'row 5, office: unknown'],
    ['a row that is too short', 'samsat-katang,x', 'row 2: ragged'],
    ['no row', '', 'row 2: empty'],
  ])('refuses a list with %s, and takes nothing of it', async (_what, rows, summary) => {
    const before = await house.get(Archives).all();
    const refused: DomainError = await register(csv(rows)).then(
      () => Promise.reject(new Error('was taken over')),
      (error) => error,
    );
    expect(refused).toMatchObject({ code: 'backup.bad-archive', context: { summary } });
    expect(await house.get(Archives).all()).toEqual(before);
  });

  it('forgets an entry that was a mistake', async () => {
    const [first] = await house.get(Archives).all();
    await house.get(DropArchive).run(house.as('admin'), { archiveId: first!.id });
    expect(await house.get(Archives).all()).toHaveLength(1);
    const again = house.get(DropArchive).run(house.as('admin'), { archiveId: first!.id });
    await expect(again).rejects.toMatchObject({ code: 'backup.no-such-archive' });
  });
});
