import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type House, openHouse } from '../../../test/support/house.js';
import { Tx } from '../../platform/index.js';
import { Directory } from '../directory.js';
import { ApplyImport } from './apply-import.js';
import { CheckImport } from './check-import.js';
import { ExportDirectory, HSDS_FILE } from './export-directory.js';
import { Imports } from './imports.js';

const CHILDREN_FIRST = ['visit', 'catchment', 'offering', 'channel', 'office', 'service', 'agency'];

describe('the directory in and out', () => {
  let house: House;
  let exported: Record<string, string>;
  beforeAll(async () => {
    house = await openHouse();
    exported = await everything();
  });
  afterAll(() => house.close());

  const everything = async () => {
    const directory = house.get(ExportDirectory);
    const contents = await Promise.all(directory.files.map((name) => text(directory.file(name))));
    return Object.fromEntries(directory.files.map((name, index) => [name, contents[index]!]));
  };
  const check = (files: Record<string, string | Buffer>) =>
    house.get(CheckImport).run(house.as('admin'), {
      files: Object.entries(files).map(([name, content]) => ({ name, content: Readable.from([Buffer.from(content)]) })),
    });
  const apply = (importId: string) => house.get(ApplyImport).run(house.as('admin'), { importId });
  const problemsOf = async (id: string) =>
    (await house.get(Imports).problems(id, 100)).map(({ file, row, column, problem }) => `${file}:${row}:${column} ${problem}`);
  const problems = async (files: Record<string, string | Buffer>) => problemsOf((await check(files)).id);
  const csv = () => {
    const { [HSDS_FILE]: _, ...files } = exported;
    return files;
  };
  const hsds = () => ({ [HSDS_FILE]: exported[HSDS_FILE]! });
  const pare = () => house.get(Directory).office('samsat-pare');

  describe('what was exported', () => {
    it.each([
      ['CSV', csv],
      ['HSDS', hsds],
    ])('makes no difference when it is imported: %s', async (_, files) => {
      const run = await check(files());
      expect(await problemsOf(run.id)).toEqual([]);
      expect(run.counts.offering).toEqual({ added: 0, changed: 0, same: 12, unlisted: 0 });
      expect(run.counts.office).toEqual({ added: 0, changed: 0, same: 5, unlisted: 0 });
      expect(await house.get(Imports).items(run.id, 5)).toEqual([]);
    });

    it.each([
      ['CSV', csv],
      ['HSDS', hsds],
    ])('makes an empty directory the same: %s', async (_, files) => {
      await house.get(Tx).housekeeping('test.empty', async () => {
        for (const table of CHILDREN_FIRST) await house.db.run(`delete from directory.${table}`);
        await house.db.run("delete from directory.search_term where kind <> 'region'");
      });
      const { id } = await check(files());
      expect(await problemsOf(id)).toEqual([]);
      expect((await apply(id)).counts.offering.added).toBe(12);
      expect(await everything()).toEqual(exported);
      expect((await house.get(Directory).findOffices('samsat katang'))[0]?.id).toBe('samsat-katang');
    });
  });

  describe('a check', () => {
    it('shows what is new, changed and not in the files, and changes nothing', async () => {
      const offices = 'id;phone\nsamsat-pare;(0354) 000-0099\n';
      const channels = 'id,kind,name,url\ne-tax,online,e-Tax,https://contoh.invalid\n';
      const run = await check({ 'offices (1).csv': offices, 'channels.csv': channels });
      expect(run).toMatchObject({
        problems: 0,
        counts: { office: { changed: 1, unlisted: 4 }, channel: { added: 1, unlisted: 6 } },
      });
      const [changed, added] = await house.get(Imports).items(run.id, 10);
      expect(changed).toMatchObject({ id: 'samsat-pare', fields: ['phone'], before: { phone: '(0354) 000-0002' } });
      expect(added).toMatchObject({ id: 'e-tax', fields: [], after: { kind: 'online' } });
      expect((await pare()).phone).toBe('(0354) 000-0002');
    });

    it('is applied once, and only to the facts it compared with', async () => {
      const [first, second] = [
        await check({ 'offices.csv': 'id,phone\nsamsat-pare,(0354) 000-0011\n' }),
        await check({ 'offices.csv': 'id,phone\nsamsat-pare,(0354) 000-0012\n' }),
      ];
      await apply(first.id);
      expect((await pare()).phone).toBe('(0354) 000-0011');
      await expect(apply(first.id)).rejects.toMatchObject({ code: 'directory.import-applied' });
      await expect(apply(second.id)).rejects.toMatchObject({ code: 'directory.facts-changed' });
      expect((await pare()).phone).toBe('(0354) 000-0011');
    });

    it('leaves lists alone that no file speaks of, and empties those whose file has no row', async () => {
      const { id } = await check({ 'catchments.csv': 'offering_id,region_code\nsamsat-pare.bbnkb,35.06.03\n' });
      await apply(id);
      const bbnkb = await house.get(Directory).offering('samsat-pare.bbnkb');
      expect(bbnkb).toMatchObject({ catchment: ['35.06.03'], requirements: [{ code: 'vehicle' }, {}, {}, {}, {}] });
      const again = await check({ 'offices.csv': 'id\nsamsat-pare\n', 'parts.csv': 'office_id,part,name_id,name_en\n' });
      expect(await problemsOf(again.id)).toContain('offices.csv:2:id part-in-use');
    });

    it('tells the pages of what it touched', async () => {
      await apply((await check({ 'services.csv': 'id,needs_inspection\npkb-tahunan,ya\n' })).id);
      const [news] = await house.db.many<{ payload: { offeringIds: string[] } }>(
        `select payload from platform.event where name = 'directory.offers-changed' order by id desc limit 1`,
      );
      expect(news?.payload.offeringIds).toContain('signal.pkb-tahunan');
      await house.settle();
      expect(await house.troubles()).toEqual([]);
    });

    it('is refused to who may not import, without files, and when it is not there', async () => {
      await expect(house.get(CheckImport).run(house.as('coordinator'), { files: [] })).rejects.toMatchObject({
        kind: 'forbidden',
      });
      await expect(check({})).rejects.toMatchObject({ code: 'directory.no-files' });
      await expect(house.get(Imports).get('x')).rejects.toMatchObject({ code: 'directory.no-such-import' });
      expect(() => house.get(ExportDirectory).file('../x.csv')).toThrow('no such file');
    });
  });

  describe('bad files', () => {
    const OFFICE = 'id,agency_id,name,address,region_code,lat,lng,coordinate_is,confirmed_open,is_sample';
    const office = (region: string, lat: string, lng: string) =>
      `${OFFICE}\nbaru,bapenda-jatim,Samsat Baru (contoh),Jalan,${region},${lat},${lng},surveyed,ya,ya\n`;

    it.each<[string, Record<string, string | Buffer>, string[]]>([
      ['a byte order mark is no fault', { 'channels.csv': '\ufeffid,kind,name\nx,phone,X\n' }, []],
      ['Windows line ends and semicolons are none', { 'channels.csv': 'id;kind;name\r\nx;phone;X\r\n' }, []],
      [
        'another encoding',
        {
          'channels.csv': Buffer.concat([
            Buffer.from('id,kind,name\nx,phone,X\ny,phone,Caf'),
            Buffer.from([0xe9]),
            Buffer.from('\n'),
          ]),
        },
        ['channels.csv:3: not-utf8'],
      ],
      ['UTF-16', { 'channels.csv': Buffer.from('\ufeffid,kind,name\n', 'utf16le') }, ['channels.csv:1: not-utf8']],
      [
        'ragged rows, each of them',
        { 'channels.csv': 'id,kind,name\nx,phone\n\ny,phone,Y,more\n' },
        ['channels.csv:2: ragged', 'channels.csv:4: ragged'],
      ],
      ['a quotation mark that stays open', { 'channels.csv': 'id,kind,name\nx,phone,"X\n' }, ['channels.csv:2: unreadable']],
      ['an empty file', { 'channels.csv': '' }, ['channels.csv:1: empty-file']],
      [
        'names of columns',
        { 'channels.csv': 'kode,kind\nx,phone\n', 'hours.csv': 'offering_id,opens\n' },
        [
          'channels.csv:1:id missing-column',
          'channels.csv:1:kode unknown-column',
          'hours.csv:1:day missing-column',
          'hours.csv:1:opens unknown-column',
        ],
      ],
      ['a file of unknown name', { 'kantor.csv': 'id\n', 'x.txt': 'x' }, ['kantor.csv:1: unknown-file', 'x.txt:1: unknown-file']],
      ['an id that stands twice', { 'offices.csv': 'id\nsamsat-pare\nsamsat-katang\nsamsat-pare\n' }, ['offices.csv:4:id twice']],
      [
        'rows of lists that stand twice',
        { 'catchments.csv': 'offering_id,region_code\nsamsat-pare.bbnkb,35.06.03\nsamsat-pare.bbnkb,35.06.03\n' },
        ['catchments.csv:3:region_code twice'],
      ],
      [
        'coordinates that are swapped',
        { 'offices.csv': office('35.06.25', '112.05', '-7.78') },
        ['offices.csv:2:lat coordinates-swapped'],
      ],
      ['a point at sea', { 'offices.csv': office('35.06.25', '-6.2', '112.8') }, ['offices.csv:2:lat at-sea']],
      [
        'a point in another region',
        { 'offices.csv': office('35.06.25', '-7.25', '112.75') },
        ['offices.csv:2:lat in-another-region'],
      ],
      [
        'a point in another country',
        { 'offices.csv': office('35.06.25', '51.5', '-0.1') },
        ['offices.csv:2:lat outside-country'],
      ],
      [
        'a point far away, where no boundaries are kept',
        { 'offices.csv': office('34.01.02', '-6.2', '106.8') },
        ['offices.csv:2:lat far-from-region'],
      ],
      [
        'regions that do not exist',
        {
          'offices.csv': office('35.06.99', '-7.78', '112.05'),
          'catchments.csv': 'offering_id,region_code\nsamsat-pare.bbnkb,35.06.03\nsamsat-pare.bbnkb,99\n',
        },
        ['catchments.csv:3:region_code unknown-region', 'offices.csv:2:region_code unknown-region'],
      ],
      [
        'things that do not exist',
        { 'hours.csv': 'offering_id,day\nx.y,mon\n', 'channels.csv': 'id,kind,name,office_id\nx,counter,X,nowhere\n' },
        ['channels.csv:2:office_id unknown-office', 'hours.csv:2:offering_id unknown-owner'],
      ],
      [
        'cells, all of a row',
        { 'offices.csv': 'id,lat,opens_on,confirmed_open\nsamsat-pare,selatan,30/08/2025,mungkin\n' },
        ['offices.csv:2:confirmed_open not-a-flag', 'offices.csv:2:lat not-a-number', 'offices.csv:2:opens_on not-a-day'],
      ],
      [
        'openings that overlap',
        { 'hours.csv': 'offering_id,day,open,close\nsamsat-pare.bbnkb,mon,08:00,12:00\nsamsat-pare.bbnkb,mon,11:00,13:00\n' },
        ['hours.csv:2:open not-valid'],
      ],
      ['what has no source and is no sample', { 'offices.csv': 'id,source\nsamsat-pare,\n' }, ['offices.csv:2:source no-source']],
      [
        'a sample whose name does not say so',
        { 'offices.csv': 'id,source,is_sample\nsamsat-pare,,ya\n' },
        ['offices.csv:2:name sample-unnamed'],
      ],
      [
        'a service given twice by one channel',
        { 'offerings.csv': 'id,channel_id\nsamsat-pare.bbnkb,samsat-katang-counter\n' },
        ['offerings.csv:2:channel_id channel-taken'],
      ],
      [
        'parts that an office has not',
        { 'offerings.csv': 'id,needs_parts\nsamsat-pare.bbnkb,counters|lift\n' },
        ['offerings.csv:2:needs_parts unknown-part'],
      ],
      ['half a document', { 'x.json': '{"organizations":[{"id":"a"' }, ['x.json:1: bad-json']],
      ['a document that is none', { 'x.json': '[1]' }, ['x.json:1: bad-json']],
      ['a list HSDS does not have', { 'x.json': '{"offices":[{}]}' }, ['x.json:1:offices unknown-list']],
      [
        'a foreign document without a region',
        {
          'x.json':
            '{"locations":[{"id":"3a19ff88-4620-4d17-9830-ac1d859eb5d5","location_type":"physical","name":"MyCity","latitude":-7.8,"longitude":112}]}',
        },
        ['x.json:1:address empty', 'x.json:1:agencyId empty', 'x.json:1:regionCode empty'],
      ],
    ])('%s', async (_, files, expected) => {
      const run = await check(files);
      expect(await problemsOf(run.id)).toEqual(expected);
      if (expected.length > 0) await expect(apply(run.id)).rejects.toMatchObject({ code: 'directory.import-has-problems' });
    });

    it('counts every problem, however many', async () => {
      const rows = Array.from({ length: 250 }, (_, index) => `x-${index},phone`).join('\n');
      expect((await check({ 'channels.csv': `id,kind,name\n${rows}\n` })).problems).toBe(250);
      expect(await problems({ 'channels.csv': `id,kind,name\n${rows}\n` })).toHaveLength(100);
    });
  });

  describe('that mean harm', () => {
    const deep = (count: number) => '['.repeat(count) + ']'.repeat(count);
    const one = (list: string, more: object | string) =>
      `{"${list}":[${typeof more === 'string' ? more : JSON.stringify(more)}]}`;
    const facts = (value: string) => ({
      id: '3a19ff88-4620-4d17-9830-ac1d859eb5d5',
      name: 'X',
      attributes: [{ link_type: 'facts', value }],
    });

    it.each([
      ['a thing of many brackets', one('organizations', `{"id":"a","name":${deep(500_000)}}`)],
      ['many brackets around nothing', deep(1_000_000)],
      ['many brackets in a list', `{"organizations":${deep(1_000_000)}}`],
      ['many brackets in hours', one('service_at_locations', `{"id":"a","schedules":${deep(500_000)}}`)],
      ['closing brackets alone', ']}'.repeat(1_000_000)],
      ['a list with a name without end', `{"${'a'.repeat(9_000_000)}":[${'{},'.repeat(2000)}{}]}`],
      ['a thing without end', one('organizations', `{"id":"${'a'.repeat(5_000_000)}"}`)],
      ['a prototype', one('organizations', '{"__proto__":{"id":"x"},"constructor":{"prototype":{}},"id":"a"}')],
      ['a list called __proto__', one('__proto__', '{}')],
      ['things of other kinds', one('service_at_locations', { id: 5, schedules: 5, service: 7, location: [], attributes: 'x' })],
      ['facts of other kinds', one('service_at_locations', facts('{"shut":5,"hours":7}'))],
      ['facts of some brackets', one('organizations', facts(`{"extra":${deep(1000)}}`))],
      ['facts of many brackets', one('organizations', facts(`{"extra":${deep(100_000)}}`))],
      ['a NUL', one('organizations', { id: 'a\u0000b', name: '\u0000' })],
      ['half a character', one('organizations', '{"id":"a","name":"\\ud800"}')],
      ['a huge number', one('locations', '{"id":"a","latitude":1e999,"longitude":-1e999,"location_type":"physical"}')],
    ])('are refused with a problem, and nothing falls: %s', async (_, document) => {
      const found = await problems({ 'x.json': document });
      expect(found.length).toBeGreaterThan(0);
      expect(JSON.stringify(found).length).toBeLessThan(20_000);
    });
  });
});
