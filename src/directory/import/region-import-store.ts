import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import { type RegionEntry, readRegions, termsOf } from './regions-file.js';

type Cell = string | number | undefined;

const REGION_COLUMNS = ['code', 'name', 'level', 'parent_code', 'label', 'lat', 'lng', 'population', 'area_km2', 'zone'];

/** Streams the regions of a file into the database by COPY, whatever their number; only what differs is written. */
@Injectable()
export class RegionImportStore {
  constructor(private readonly db: Db) {}

  /** Inside a transaction. Returns how many regions were new or different. */
  async load(file: string): Promise<number> {
    await this.db.run('create temp table incoming_region (like directory.region) on commit drop');
    await this.copy(
      `incoming_region (${REGION_COLUMNS.join(', ')})`,
      map(readRegions(file), (region) => [cells(region)]),
    );
    const changed = await this.mergeRegions();
    if (changed > 0) await this.loadTerms(file);
    return changed;
  }

  private mergeRegions(): Promise<number> {
    const set = REGION_COLUMNS.slice(1).map((column) => `${column} = excluded.${column}`);
    return this.db.run(
      `insert into directory.region as r (${REGION_COLUMNS.join(', ')}) select ${REGION_COLUMNS.join(', ')} from incoming_region
       on conflict (code) do update set ${set.join(', ')} where r is distinct from excluded`,
    );
  }

  private async loadTerms(file: string): Promise<void> {
    await this.db.run('create temp table incoming_term (term text, ref_id text) on commit drop');
    await this.copy(
      'incoming_term (term, ref_id)',
      map(readRegions(file), (region) => termsOf(region).map((term) => [term, region.code])),
    );
    await this.db.run(
      `delete from directory.search_term t using incoming_region r where t.kind = 'region' and t.ref_id = r.code
       and not exists (select from incoming_term i where i.ref_id = t.ref_id and i.term = t.term)`,
    );
    await this.db.run(
      `insert into directory.search_term (kind, term, ref_id) select 'region', term, ref_id from incoming_term on conflict do nothing`,
    );
    await this.db.run('analyze directory.region, directory.search_term');
  }

  private copy(target: string, lines: AsyncIterable<Cell[]>): Promise<void> {
    const copyLines = map(lines, (line) => [`${line.map(quoted).join(',')}\n`]);
    return this.db.copyIn(target, copyLines, 'csv');
  }
}

async function* map<From, To>(source: AsyncIterable<From>, change: (value: From) => To[]): AsyncGenerator<To> {
  for await (const value of source) yield* change(value);
}

function cells(region: RegionEntry): Cell[] {
  const { code, name, level, parentCode, label, lat, lng, population, areaKm2, zone } = region;
  return [code, name, level, parentCode, label, lat, lng, population, areaKm2, zone];
}

/** An unquoted empty cell is null. */
function quoted(cell: Cell): string {
  return cell === undefined ? '' : `"${String(cell).replaceAll('"', '""')}"`;
}
