import { normalise } from '../../directory/index.js';
import type { Need } from '../types.js';

const WORDS: Record<Exclude<Need, 'other'>, RegExp> = {
  wheelchair:
    /\b(kursi roda|difabel|disabilitas|disabel|cacat|lumpuh|tuna ?(?:netra|rungu|daksa|wicara)|buta|tuli|wheelchair|disabled)\b/,
  'old-age':
    /\b(lansia|lanjut usia|sepuh|jompo|manula|orang tua|usia lanjut|(?:umur|usia) (?:6|7|8|9)\d|(?:6|7|8|9)\d tahun|elderly|old)\b/,
  pregnant: /\b(hamil|bumil|mengandung|pregnant)\b/,
};
const OTHER = /\b(sakit|stroke|strok|opname|rawat|operasi|menyusui|sick|ill)\b/;

const NUMBERS = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh'];
const TOGETHER: Record<string, number> = { sendiri: 1, berdua: 2, bertiga: 3, berempat: 4, berlima: 5 };
const PEOPLE = new RegExp(`\\b(\\d{1,2}|${NUMBERS.slice(1).join('|')}|se) ?(?:orang|org|jiwa|people|person)\\b`);

/** Needs named in everyday words. With `told`, words that name none of them are still a reason: `other`. */
export function needsIn(text: string, told = false): Need[] {
  const said = normalise(text);
  const found = (Object.keys(WORDS) as (keyof typeof WORDS)[]).filter((need) => WORDS[need].test(said));
  const isOther = OTHER.test(said) || (told && found.length === 0 && said !== '');
  return isOther ? [...found, 'other'] : found;
}

/** `2 orang`, `dua org`, `berdua`, `2org`; undefined where no number is told. */
export function peopleIn(text: string): number | undefined {
  const said = normalise(text);
  const together = Object.entries(TOGETHER).find(([word]) => new RegExp(`\\b${word}\\b`).test(said));
  if (together) return together[1];
  const number = PEOPLE.exec(said)?.[1];
  if (number === undefined) return undefined;
  return number === 'se' ? 1 : NUMBERS.indexOf(number) > 0 ? NUMBERS.indexOf(number) : Number(number);
}

/** The text without what was read as needs or as a number of people, so that what is left can be searched for a place. */
export function withoutNeeds(text: string): string {
  const all = [...Object.values(WORDS), OTHER, PEOPLE, new RegExp(`\\b(${Object.keys(TOGETHER).join('|')})\\b`)];
  return all
    .reduce((left, words) => left.replace(new RegExp(words.source, 'g'), ' '), normalise(text))
    .replace(/\s+/g, ' ')
    .trim();
}
