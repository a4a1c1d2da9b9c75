import fc from 'fast-check';
import { VillageNames } from './village-names.js';

const village = (code: string, name: string, kecamatan: string) => ({
  code,
  name,
  kecamatan,
  kabkota: 'Kabupaten Kediri',
  zone: 'Asia/Jakarta',
});
const names = new VillageNames(
  [
    village('35.06.03.2011', 'Kras', 'Kras'),
    village('35.06.03.2016', 'Jambean', 'Kras'),
    village('35.06.03.2015', 'Banjaranyar', 'Kras'),
    village('35.06.25.2006', 'Sukorejo', 'Ngasem'),
    village('35.06.25.2007', 'Ngasem', 'Ngasem'),
    village('35.05.01.2001', 'Jambean', 'Wates'),
  ],
  [
    { code: '35.06.03', name: 'Kras', label: '' },
    { code: '35.06.25', name: 'Ngasem', label: '' },
    { code: '35.05.01', name: 'Wates', label: '' },
    { code: '35.06.17', name: 'Wates', label: '' },
    { code: '35.14.03', name: 'Sukorejo', label: '' },
  ],
);
const read = (text: string, inside?: string[]) => {
  const { villages, kecamatan } = names.read(text, inside);
  return [...villages, ...kecamatan].map(({ code }) => code).sort();
};

it.each([
  ['kras', ['35.06.03']],
  ['desa kras', ['35.06.03.2011']],
  ['kras kras', ['35.06.03.2011']],
  ['Desa Kras, Kec. Kras', ['35.06.03.2011']],
  ['jambean', ['35.05.01.2001', '35.06.03.2016']],
  ['jambean kras', ['35.06.03.2016']],
  ['di banjaranyar dekat balai', ['35.06.03.2015']],
  ['sukorejo ngasem', ['35.06.25.2006']],
  ['wates', ['35.05.01', '35.06.17']],
  ['zzz', []],
  ['', []],
])('%s means %j', (text, codes) => expect(read(text)).toEqual(codes));

it('forgives spelling inside a kecamatan, and nowhere else', () => {
  expect(read('jambian', ['35.06.03'])).toEqual(['35.06.03.2016']);
  expect(read('banjar anyar', ['35.06.03'])).toEqual(['35.06.03.2015']);
  expect(read('qqq', ['35.06.03'])).toEqual([]);
  expect(read('jambian')).toEqual([]);
});

it('reads any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => expect(read(text).length).toBeLessThan(8)));
});
