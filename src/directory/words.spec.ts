import fc from 'fast-check';
import { holds, levelOf, lineage, shortName, zoneOf } from './region-rules.js';
import { longest, narrow, normalise, wordGroups } from './words.js';

describe('how texts are compared', () => {
  it.each([
    ['Kec. Kras, Kab. Kediri', 'kras kabupaten kediri'],
    ["Ma'u", 'mau'],
    ['GRONG-GRONG', 'grong grong'],
    ['  Mall   Pelayanan Publik ', 'mal pelayanan publik'],
    ['ganti pelat lima tahunan', 'ganti plat 5 tahunan'],
    ['!?', ''],
  ])('%j is %j', (text, expected) => expect(normalise(text)).toBe(expected));

  it('changes nothing that it has already changed', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(normalise(normalise(text))).toBe(normalise(text))));
  });

  it('gives every run of up to five words', () => {
    expect(wordGroups('samsat katang tutup')).toEqual([
      'samsat',
      'samsat katang',
      'samsat katang tutup',
      'katang',
      'katang tutup',
      'tutup',
    ]);
    expect(wordGroups('')).toEqual([]);
    expect(wordGroups('a b c d e f g').some((group) => group.split(' ').length > 5)).toBe(false);
  });

  it('prefers the longer term, in the order of the text', () => {
    const hits = [
      { term: 'stnk', refId: 'annual' },
      { term: 'katang', refId: 'katang' },
      { term: 'ganti stnk', refId: 'five' },
    ];
    expect(longest(hits, 'samsat katang ganti stnk').map(({ refId }) => refId)).toEqual(['katang', 'five']);
  });

  it('means the lower of two regions that lie in each other', () => {
    expect(narrow(['35.06', '35.71', '35.06.06', '35.05.20'])).toEqual(['35.06.06']);
    expect(narrow(['35.06.06', '35.05.20'])).toEqual(['35.06.06', '35.05.20']);
  });
});

describe('the code of a region', () => {
  it.each([
    ['35', 'province', ['35']],
    ['35.06', 'kabkota', ['35.06', '35']],
    ['35.06.03', 'kecamatan', ['35.06.03', '35.06', '35']],
    ['35.06.03.2001', 'village', ['35.06.03.2001', '35.06.03', '35.06', '35']],
  ])('%s is a %s', (code, level, line) => {
    expect(levelOf(code)).toBe(level);
    expect(lineage(code)).toEqual(line);
  });

  it.each([
    ['35.06', 'Asia/Jakarta'],
    ['62.02', 'Asia/Jakarta'],
    ['63', 'Asia/Makassar'],
    ['51.03', 'Asia/Makassar'],
    ['81', 'Asia/Jayapura'],
    ['96', 'Asia/Jayapura'],
  ])('%s is in %s', (code, zone) => expect(zoneOf(code)).toBe(zone));

  it('is held by a catchment that names it or what it lies in', () => {
    expect(holds(['35.06.03'], '35.06.03')).toBe(true);
    expect(holds(['35'], '35.06.03')).toBe(true);
    expect(holds(['35.06.03'], '35.06')).toBe(false);
    expect(holds(['35.06'], '35.0')).toBe(false);
  });

  it.each([
    ['Kabupaten Kediri', 'Kediri'],
    ['Kota Administrasi Jakarta Utara', 'Jakarta Utara'],
    ['Kotabaru', 'Kotabaru'],
    ['Kota', 'Kota'],
  ])('%s is also called %s', (name, expected) => expect(shortName(name)).toBe(expected));
});
