import { normalise, type Office } from '../../directory/index.js';

/** Words around an office that name neither it nor a cause. */
const FILLERS = new Set([
  'kantor',
  'gedung',
  'di',
  'ke',
  'karena',
  'krn',
  'sebab',
  'akibat',
  'ada',
  'lapor',
  'info',
  'mohon',
  'tolong',
  'ini',
  'yg',
  'yang',
]);
/** Words of many offices' names: they tell none from another. */
const KINDS = new Set([
  'samsat',
  'kantor',
  'mal',
  'mpp',
  'kota',
  'kabupaten',
  'kecamatan',
  'upt',
  'pelayanan',
  'publik',
  'disdukcapil',
  'puskesmas',
  'bersama',
]);
const ASKING = new Set(['apakah', 'apa', 'kapan', 'jam', 'mana', 'dimana', 'kenapa', 'mengapa', 'berapa', 'kok', 'sampai', 'ya']);
const DENYING = new Set([
  'tidak',
  'tdk',
  'bukan',
  'belum',
  'batal',
  'salah',
  'keliru',
  'buka',
  'dibuka',
  'jangan',
  'gak',
  'nggak',
]);
const CLOSED = 'tutup';
const MOST_WORDS_BEFORE = 4;
const LONGEST_CAUSE = 120;

export type ClosureText = { kind: 'closure'; words: string[] } | { kind: 'denial' };

/**
 * Reads "TUTUP KATANG KEBAKARAN" out of a text, forgivingly: with an agency's code in front, misspelt by a letter, the office
 * before the word. Undefined where it reports no closure; a question never does.
 */
export function readClosure(text: string, codes: readonly string[]): ClosureText | undefined {
  const all = normalise(text).split(' ').filter(Boolean);
  const said = (all[0] && codes.includes(all[0].toUpperCase()) ? all.slice(1) : all).filter((word) => !FILLERS.has(word));
  const at = said.slice(0, MOST_WORDS_BEFORE).findIndex((word) => alike(word, CLOSED));
  if (at < 0 || text.includes('?')) return undefined;
  const words = [...said.slice(0, at), ...said.slice(at + 1)];
  const isCommand = at === 0;
  if (words.some((word) => DENYING.has(word))) return isCommand ? { kind: 'denial' } : undefined;
  if (!isCommand && words.some((word) => ASKING.has(word))) return undefined;
  return { kind: 'closure', words };
}

/**
 * The offices that the words name by more than their kind ("samsat"); the first alone where there is no doubt: its whole name
 * stands there, or else no other office has that name beside its kind.
 */
export function officesNamed<T extends Pick<Office, 'name'>>(
  words: readonly string[],
  offices: readonly T[],
): { sure?: T; near: T[] } {
  const said = (word: string) => words.some((one) => alike(one, word));
  const own = (office: T) => nameWords(office.name).filter((word) => !KINDS.has(word));
  const count = (office: T) => nameWords(office.name).filter(said).length;
  const near = offices.filter((office) => own(office).some(said)).sort((a, b) => count(b) - count(a));
  const whole = near.filter((office) => nameWords(office.name).every(said));
  const wholeOwn = near.filter((office) => own(office).every(said));
  return { sure: [whole, wholeOwn, near].find((some) => some.length === 1)?.[0], near };
}

/** The part of the office all of whose words were said. */
export function partNamed(words: readonly string[], { parts }: Pick<Office, 'parts'>): string | undefined {
  return parts.find(({ name }) => nameWords(name).every((part) => words.some((word) => alike(word, part))))?.id;
}

/** What is left when the office and its part were named: what happened, in the sender's words. */
export function causeIn(words: readonly string[], office: Pick<Office, 'name' | 'parts'>): string | undefined {
  const part = office.parts.find(({ id }) => id === partNamed(words, office));
  const taken = [...nameWords(office.name), ...(part ? nameWords(part.name) : [])];
  const cause = words.filter((word) => !KINDS.has(word) && !taken.some((name) => alike(word, name))).join(' ');
  return cause.slice(0, LONGEST_CAUSE).trim() || undefined;
}

/** Which of the offices asked about is meant: its number, its name, or YA where there was one. */
export function readChoice<T extends { name: string }>(text: string, choices: readonly T[]): T | undefined {
  const said = normalise(text);
  const number = /^(?:no |nomor )?(\d{1,2})$/.exec(said)?.[1];
  if (number) return choices[Number(number) - 1];
  if (choices.length === 1 && /^(ya|iya|betul|benar|y)$/.test(said)) return choices[0];
  const named = said.length >= 3 ? choices.filter(({ name }) => normalise(name).split(' ').join(' ').includes(said)) : [];
  return named.length === 1 ? named[0] : undefined;
}

/** The same word, or for longer ones a letter more, less or other, or two swapped. */
export function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from++;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

function nameWords(name: string): string[] {
  return normalise(name).split(' ').filter(Boolean);
}
