import { Injectable } from '@nestjs/common';
import { BoundaryShelf } from '../boundaries/boundary-shelf.js';
import { placeProblem } from '../boundaries/place-problem.js';
import { RegionStore } from '../region-store.js';
import type { Region } from '../types.js';
import type { Places } from './check-listed.js';
import type { JsonObject, SheetRow } from './types.js';

/** What a batch of an import needs to know of regions, asked once for all of it. */
@Injectable()
export class Country {
  constructor(
    private readonly regions: RegionStore,
    private readonly boundaries: BoundaryShelf,
  ) {}

  async placesOf(records: { rows: SheetRow[]; known: JsonObject | null }[]): Promise<Places> {
    const codes = new Set(records.flatMap(({ rows, known }) => [...rows.map(({ item }) => item), known ?? {}].flatMap(codesOf)));
    for (const code of [...codes]) codes.add(code.slice(0, 'pp.kk'.length));
    const found = new Map((await this.regions.byCodes([...codes])).map((region) => [region.code, region]));
    return {
      region: (code) => found.get(code),
      problem: (lat, lng, region: Region) => {
        const kabkota = found.get(region.code.slice(0, 'pp.kk'.length));
        return placeProblem({ lat, lng }, region, kabkota, this.boundaries.kecamatan(region.code.slice(0, 'pp'.length)));
      },
    };
  }
}

function codesOf({ regionCode, catchment }: JsonObject): string[] {
  return [regionCode, ...((catchment ?? []) as string[])].filter((code) => typeof code === 'string');
}
