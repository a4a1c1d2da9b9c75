import type { Choice } from './types.js';

export const LONGEST_TEXT = 2000;

/** The 1708 form: agency code, space, text. */
export interface Reading {
  /** The first word in capitals, when it is one of the known codes. */
  code?: string;
  /** The first word looks like a code but is none of ours. */
  unknownCode?: string;
  body: string;
}

/** Reads an incoming text. Accepts any text; control characters go, spaces are joined, and what is over-long is cut. */
export function readText(text: string, codes: readonly string[]): Reading {
  const clean = tidy(text);
  const [first = '', ...rest] = clean.split(' ');
  const code = first.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (codes.includes(code)) return { code, body: rest.join(' ') };
  if (rest.length > 0 && /^[A-Z]{6,20}$/.test(first)) return { unknownCode: first, body: clean };
  return { body: clean };
}

/** One line of readable text: what PostgreSQL, XML and a telephone can all hold. */
export function tidy(text: string): string {
  const readable = text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\uFFFD]/gu, ' ');
  return [...readable.replace(/\s+/g, ' ').trim()].slice(0, LONGEST_TEXT).join('').trim();
}

/** Whether anything in it can be read: a letter or a digit. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Which of the numbered choices an answer means: its number, or its name (whole, or as the only one that begins so). */
export function readChoice(answer: string, choices: readonly Choice[]): Choice | undefined {
  const said = words(answer);
  const number = /^(?:no(?:mor)? )?(\d{1,2})$/.exec(said)?.[1];
  if (number) return choices[Number(number) - 1];
  const exact = choices.filter((choice) => words(choice.name) === said);
  if (exact.length === 1) return exact[0];
  const begun = said.length >= 3 ? choices.filter((choice) => words(choice.name).startsWith(said)) : [];
  return begun.length === 1 ? begun[0] : undefined;
}

/** Lower case, letters and digits, single spaces. */
export function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The runs of words of a text, the longest first: what a forgiving search is asked. */
export function phrases(text: string, longest = 4): string[] {
  const all = words(text).split(' ').filter(Boolean).slice(0, 40);
  const found: string[] = [];
  for (let length = Math.min(longest, all.length); length >= 1; length--)
    for (let from = 0; from + length <= all.length; from++) found.push(all.slice(from, from + length).join(' '));
  return found;
}

/** What stands after "kec.", "kecamatan", "dari", "warga", "daerah": where somebody says she lives. */
export function placeNamed(text: string): string | undefined {
  const match =
    /\b(?:kec|kecamatan|dari|warga|daerah|wilayah|alamat|tinggal di|rumah di) +(?:kec |kecamatan |desa )?((?:\p{L}+ ?){1,2})/u.exec(
      words(text),
    );
  return match?.[1]?.trim();
}
