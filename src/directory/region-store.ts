import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import type { Point } from './distance.js';
import { errors } from './errors.js';
import { ASSUMED_ROAD_FACTOR, CODE } from './region-rules.js';
import type { Region, RegionLevel } from './types.js';

/** With the road factor of the region, or of the lowest region above it that has one. */
const REGION = `
  select code, name, level, parent_code, label, lat, lng, population, area_km2, zone,
    coalesce(own.factor, kecamatan.factor, kabkota.factor, province.factor, ${ASSUMED_ROAD_FACTOR}) as road_factor
  from directory.region
  left join directory.road_factor own on own.region_code = code
  left join directory.road_factor kecamatan on kecamatan.region_code = left(code, 8)
  left join directory.road_factor kabkota on kabkota.region_code = left(code, 5)
  left join directory.road_factor province on province.region_code = left(code, 2)`;

@Injectable()
export class RegionStore {
  constructor(private readonly db: Db) {}

  async get(code: string): Promise<Region> {
    const row = CODE.test(code) && (await this.db.maybe<Region>(`${REGION} where code = $1`, [code]));
    if (!row) throw errors.noSuchRegion({ region: code });
    return withoutNulls(row);
  }

  /** In the order of their codes; codes that are not known are left out. */
  async byCodes(codes: string[]): Promise<Region[]> {
    const rows = await this.db.many<Region>(`${REGION} where code = any($1) order by code`, [codes]);
    return allWithoutNulls(rows);
  }

  /** All regions of a level below `code`; a range of the primary key, because `/` follows `.` in collation C. */
  async under(code: string, level: RegionLevel): Promise<Region[]> {
    const rows = await this.db.many<Region>(
      `${REGION} where code > $1 || '.' and code < $1 || '/' and level = $2 order by code`,
      [code, level],
    );
    return allWithoutNulls(rows);
  }

  /** By the distance of their middles: a degree of longitude is as long as one of latitude, nearly, this close to the equator. */
  async near({ lat, lng }: Point, limit: number): Promise<Region[]> {
    const rows = await this.db.many<Region>(
      `${REGION} where level = 'kecamatan' and lat between $1::float8 - 1 and $1 + 1
         and lng between $2::float8 - 1 and $2 + 1
       order by (lat - $1) ^ 2 + (lng - $2) ^ 2, code limit $3`,
      [lat, lng, limit],
    );
    return allWithoutNulls(rows);
  }

  async provinces(): Promise<Region[]> {
    const rows = await this.db.many<Region>(`${REGION} where level = 'province' order by code`);
    return allWithoutNulls(rows);
  }
}
