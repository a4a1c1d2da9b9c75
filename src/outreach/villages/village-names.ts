import { normalise } from '../../directory/index.js';

/** A village and where it lies: `35.06.03.2011`, `Kras`, in the kecamatan `Kras`, in `Kabupaten Kediri`; `zone` is an IANA name. */
export interface Village {
  code: string;
  name: string;
  kecamatan: string;
  kabkota: string;
  zone: string;
}

export interface Place {
  code: string;
  name: string;
  label: string;
}

/** What a text says of where somebody lives: one village, several that may be meant, or only the kecamatan. */
export interface PlaceRead {
  villages: Village[];
  /** Kecamatan named without a village. */
  kecamatan: Place[];
}

const KECAMATAN_CODE = 8;
const LONGEST_NAME = 4;
const LIKE_ENOUGH = 0.6;

/** Finds villages and kecamatan by their names in free text; forgiving inside one kecamatan, exact in a whole province. */
export class VillageNames {
  private readonly byName = new Map<string, Village[]>();
  private readonly byKecamatan = new Map<string, Village[]>();
  private readonly kecamatan = new Map<string, Place[]>();

  constructor(villages: Village[], kecamatan: Place[]) {
    for (const village of villages) {
      push(this.byName, normalise(village.name), village);
      push(this.byKecamatan, village.code.slice(0, KECAMATAN_CODE), village);
    }
    for (const place of kecamatan) push(this.kecamatan, normalise(place.name), place);
  }

  of(kecamatanCode: string): Village[] {
    return this.byKecamatan.get(kecamatanCode) ?? [];
  }

  /** `inside`: codes of the kecamatan that are known already. */
  read(text: string, inside: string[] = []): PlaceRead {
    const said = /\b(?:desa|ds|kelurahan|kel|dusun)\.? +(.+)/i.exec(text)?.[1];
    if (inside.length > 0) return { villages: this.inKecamatan(said ?? text, inside), kecamatan: [] };
    return this.anywhere(groups(normalise(text)), said ? groups(normalise(said)) : undefined);
  }

  /**
   * A village with its kecamatan is meant by both names. A kecamatan goes before a village of the same name, unless the text says
   * that it names a village.
   */
  private anywhere(all: string[], afterVillage?: string[]): PlaceRead {
    const both = this.villageInKecamatan(all);
    if (both.length > 0) return { villages: both, kecamatan: [] };
    const named = (afterVillage ?? all).filter((group) => this.byName.has(group) && (afterVillage || !this.kecamatan.has(group)));
    const kecamatan = longest(all.filter((group) => this.kecamatan.has(group) && !(afterVillage && named[0] === group)));
    const places = kecamatan.flatMap((group) => this.kecamatan.get(group) ?? []);
    const villages = longest(named).flatMap((group) => this.byName.get(group) ?? []);
    return places.length === 0 || afterVillage ? { villages, kecamatan: [] } : { villages: [], kecamatan: places };
  }

  /** `jambean kras`, `kras kras`: the names of a village and of the kecamatan in which it lies, one beside the other. */
  private villageInKecamatan(all: string[]): Village[] {
    const villages = longest(all.filter((group) => this.byName.has(group)));
    const found = villages.flatMap((group) => {
      const others = all.filter((other) => other !== group || all.indexOf(group) !== all.lastIndexOf(group));
      const codes = others.flatMap((other) => this.kecamatan.get(other) ?? []).map(({ code }) => code);
      return (this.byName.get(group) ?? []).filter(({ code }) => codes.includes(code.slice(0, KECAMATAN_CODE)));
    });
    return [...new Set(found)];
  }

  private inKecamatan(text: string, codes: string[]): Village[] {
    const candidates = codes.flatMap((code) => this.of(code));
    const all = groups(normalise(text));
    const exact = longest(all.filter((group) => candidates.some(({ name }) => normalise(name) === group)));
    if (exact.length > 0) return candidates.filter(({ name }) => exact.includes(normalise(name)));
    const alike = candidates.map((village) => ({
      village,
      likeness: Math.max(0, ...all.map((group) => likeness(group, normalise(village.name)))),
    }));
    const best = Math.max(0, ...alike.map((one) => one.likeness));
    return best < LIKE_ENOUGH ? [] : alike.filter((one) => one.likeness === best).map(({ village }) => village);
  }
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

/** Runs of one to four words, in the order of the text. */
function groups(text: string): string[] {
  const words = text.split(' ').filter(Boolean).slice(0, 40);
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(LONGEST_NAME, words.length - from) }, (__, more) =>
      words.slice(from, from + more + 1).join(' '),
    ),
  );
}

/** Names that are part of a longer one that stands there too mean nothing by themselves. */
function longest(names: string[]): string[] {
  const unique = [...new Set(names)];
  return unique.filter((name) => !unique.some((other) => other !== name && ` ${other} `.includes(` ${name} `)));
}

/** Dice's coefficient over pairs of letters: 1 is the same, 0 has nothing in common. */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const [left, right] = [pairs(a), pairs(b)];
  const shared = left.filter((pair) => {
    const at = right.indexOf(pair);
    if (at >= 0) right.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * shared) / Math.max(1, pairs(a).length + pairs(b).length);
}

function pairs(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}
