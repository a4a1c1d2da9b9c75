const LONGEST_GROUP = 5;
/** A message longer than this is searched by its beginning. */
const MOST_WORDS = 60;
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
export function longest(hits: Hit[], normalised: string): Hit[] {
  const terms = [...new Set(hits.map(({ term }) => term))];
  const inside = (term: string) => terms.some((other) => other !== term && ` ${other} `.includes(` ${term} `));
  const kept = hits.filter(({ term }) => !inside(term));
  const place = (term: string) => ` ${normalised} `.indexOf(` ${term} `);
  return kept.sort((a, b) => place(a.term) - place(b.term));
}

/** Where regions and regions above them both match ("wates kediri"), the lower ones are meant. Codes in, codes out. */
export function narrow(codes: string[]): string[] {
  const unique = [...new Set(codes)];
  const under = unique.filter((code) => unique.some((other) => code.startsWith(`${other}.`)));
  return under.length > 0 ? under : unique;
}
