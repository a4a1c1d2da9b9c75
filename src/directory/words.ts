const LONGEST_GROUP = 5;
/** A message longer than this is searched by its beginning. */
const MOST_WORDS = 60;
const SHORTEST_MISSPELT = 4;
const LONG_WORD = 8;
const COMBINING = /\p{M}/gu;
const DROPPED = new Set(['kecamatan', 'kec']);
const FULL: Record<string, string> = {
  kab: 'kabupaten',
  prov: 'provinsi',
  prop: 'provinsi',
  pelat: 'plat',
  lima: '5',
  mall: 'mal',
};

/**
 * How texts are compared: lower case, no accents or punctuation, abbreviations written out. `Ma'u` and `mau` are one,
 * `Kec. Kras, Kab. Kediri` is `kras kabupaten kediri`.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(COMBINING, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !DROPPED.has(word))
    .map((word) => FULL[word] ?? word)
    .join(' ');
}

/** All runs of one to five neighbouring words of a normalised text. */
export function wordGroups(normalised: string): string[] {
  const words = normalised === '' ? [] : normalised.split(' ').slice(0, MOST_WORDS);
  const groups = new Set<string>();
  for (let from = 0; from < words.length; from++) {
    for (let size = 1; size <= LONGEST_GROUP && from + size <= words.length; size++)
      groups.add(words.slice(from, from + size).join(' '));
  }
  return [...groups];
}

export interface Hit {
  term: string;
  refId: string;
}

/** Of the terms that stand in a text, those that are not part of a longer one that stands there too; in the order of the text. */
export function longest<T extends Hit>(hits: T[], normalised: string): T[] {
  const terms = [...new Set(hits.map(({ term }) => term))];
  const inside = (term: string) => terms.some((other) => other !== term && ` ${other} `.includes(` ${term} `));
  const kept = hits.filter(({ term }) => !inside(term));
  const place = (term: string) => ` ${normalised} `.indexOf(` ${term} `);
  return kept.sort((a, b) => place(a.term) - place(b.term));
}

/** The words of a text that stand in none of the terms. */
export function without(normalised: string, terms: string[]): string[] {
  const inOrder = [...terms].sort((a, b) => b.length - a.length);
  const rest = inOrder.reduce((text, term) => text.replace(` ${term} `, ' | '), ` ${normalised} `);
  return rest.split(/[ |]+/).filter((word) => word !== '');
}

/** The known word that a misspelt one is meant to be: one slip in a word of four letters or more, two from eight on. */
export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  if (word.length < SHORTEST_MISSPELT || /\d/.test(word)) return undefined;
  const allowed = word.length < LONG_WORD ? 1 : 2;
  let best: { word: string; slips: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > allowed || candidate.length < SHORTEST_MISSPELT) continue;
    const slips = slipsBetween(word, candidate);
    if (slips <= allowed && (!best || slips < best.slips)) best = { word: candidate, slips };
  }
  return best?.word;
}

/** Letters left out, put in, changed or swapped with their neighbour (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(changed, above[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}

/** Where regions and regions above them both match ("wates kediri"), the lower ones are meant. Codes in, codes out. */
export function narrow(codes: string[]): string[] {
  const unique = [...new Set(codes)];
  const under = unique.filter((code) => unique.some((other) => code.startsWith(`${other}.`)));
  return under.length > 0 ? under : unique;
}
