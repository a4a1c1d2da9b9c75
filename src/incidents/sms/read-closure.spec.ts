import fc from 'fast-check';
import { anyCharacter } from '../../../test/support/any-character.js';
import { alike, causeIn, officesNamed, partNamed, readChoice, readClosure } from './read-closure.js';

const CODES = ['KABKEDIRI'];
const KATANG = {
  name: 'Samsat Katang',
  parts: [{ id: 'plate-printer', name: 'Pencetak pelat', names: { id: 'Pencetak pelat', en: 'Plate printer' } }],
};
const words = (text: string) => {
  const read = readClosure(text, CODES);
  return read?.kind === 'closure' ? read.words.join(' ') : read?.kind;
};

describe('a text', () => {
  it.each([
    ['TUTUP KATANG KEBAKARAN', 'katang kebakaran'],
    ['tutup  katang, kebakaran!', 'katang kebakaran'],
    ['KABKEDIRI TUTUP KATANG KEBAKARAN', 'katang kebakaran'],
    ['tutp katang kebakaran', 'katang kebakaran'],
    ['Samsat Katang tutup karena kebakaran', 'samsat katang kebakaran'],
    ['Mohon info kantor Katang tutup, banjir', 'katang banjir'],
    ['TUTUP', ''],
    ['samsat katang tutup, bayar pajak dimana?', undefined],
    ['samsat katang tutup jam berapa', undefined],
    ['katang tidak tutup', undefined],
    ['TUTUP KATANG BATAL', 'denial'],
    ['BUKA', undefined],
    ['TERLAYANI 40', undefined],
    ['', undefined],
    ['💥🔥', undefined],
  ])('%j is read as %j', (text, expected) => {
    expect(words(text)).toBe(expected);
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter, maxLength: 80 }), (text) => void readClosure(`TUTUP ${text}`, CODES)));
  });
});

describe('what is named in it', () => {
  it.each([
    ['katang kebakaran', 'Samsat Katang', 1],
    ['katamg', 'Samsat Katang', 1],
    ['samsat kebakaran', undefined, 0],
    ['kebakaran', undefined, 0],
    ['kediri', undefined, 3],
    ['samsat kediri', undefined, 3],
    ['samsat kota kediri', 'Samsat Kota Kediri', 3],
    ['mpp kabupaten kediri', 'MPP Kabupaten Kediri', 3],
  ])('%j means %s, of %i that are near', (said, sure, near) => {
    const names = ['Samsat Katang', 'Samsat Pare', 'Samsat Kota Kediri', 'MPP Kota Kediri', 'MPP Kabupaten Kediri'];
    const named = officesNamed(
      said.split(' '),
      names.map((name) => ({ name })),
    );
    expect([named.sure?.name, named.near.length]).toEqual([sure, near]);
  });

  it('is a part of it, and what happened', () => {
    const said = ['pencetak', 'plat', 'samsat', 'katang', 'rusak', 'berat'];
    expect(partNamed(said, KATANG)).toBe('plate-printer');
    expect(causeIn(said, KATANG)).toBe('rusak berat');
    expect(partNamed(['katang', 'kebakaran'], KATANG)).toBeUndefined();
    expect(causeIn(['katang'], KATANG)).toBeUndefined();
  });

  it('is one of the choices, by its number, its name, or YA where there was one', () => {
    const choices = [{ name: 'Samsat Katang' }, { name: 'Samsat Pare' }];
    expect(readChoice('2', choices)).toBe(choices[1]);
    expect(readChoice('no 1', choices)).toBe(choices[0]);
    expect(readChoice('pare', choices)).toBe(choices[1]);
    expect(readChoice('samsat', choices)).toBeUndefined();
    expect(readChoice('9', choices)).toBeUndefined();
    expect(readChoice('ya', choices)).toBeUndefined();
    expect(readChoice('YA', choices.slice(0, 1))).toBe(choices[0]);
  });

  it('may have one letter more, less, other or swapped, and never more', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 5, maxLength: 12, unit: 'grapheme-ascii' }),
        fc.nat(),
        fc.constantFrom('x', ''),
        (word, at, put) => {
          const place = at % word.length;
          expect(alike(word, word.slice(0, place) + put + word.slice(place + 1))).toBe(true);
          expect(alike(word, `${word}xyz`)).toBe(false);
        },
      ),
    );
    expect(alike('katang', 'ktaang')).toBe(true);
    expect(alike('pare', 'para')).toBe(true);
    expect(alike('mpp', 'mpk')).toBe(false);
  });
});
