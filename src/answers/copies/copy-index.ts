import { setImmediate as others } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { kabkota } from '../disclosed.js';
import type { CopyFile, CopyPlace } from './copy-place.js';
import { asJson, type IndexEntry, readIndex, SEARCH_INDEX, withEntries } from './manifest.js';
import { type ListedArea, StaticPages } from './static-pages.js';

/** The pages by which people find a copy without a server: one of all kabupaten and kota, and one of each. */
@Injectable()
export class CopyIndex {
  constructor(private readonly pages: StaticPages) {}

  /** What must be written anew when these answers were. */
  async files(place: CopyPlace, written: IndexEntry[]): Promise<CopyFile[]> {
    const before = await readIndex(place);
    const index = withEntries(before, written);
    await others();
    const areas = areasOf(index);
    const touched = new Set(written.map(({ regionCode }) => kabkota(regionCode)));
    await others();
    return [
      { path: SEARCH_INDEX, text: asJson(index) },
      ...this.pages.indexFiles(
        areas,
        areas.filter(({ code }) => touched.has(code)),
        index.length > before.length,
      ),
    ];
  }
}

const { compare } = new Intl.Collator('id');
const byName = (a: { name: string }, b: { name: string }) => compare(a.name, b.name);

/** By name; below each its kecamatan by name, and below each of these its services. */
function areasOf(index: IndexEntry[]): ListedArea[] {
  const byArea = Map.groupBy(index, ({ regionCode }) => kabkota(regionCode));
  const areas = [...byArea].map(([code, entries]) => ({
    code,
    name: entries[0]!.label.split(', ').slice(1).join(', ') || entries[0]!.label,
    regions: [...Map.groupBy(entries, ({ regionCode }) => regionCode).values()]
      .map((services) => ({ name: services[0]!.region, code: services[0]!.regionCode, services }))
      .sort(byName),
  }));
  return areas.sort(byName);
}
