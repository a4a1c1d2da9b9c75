import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';

export interface RoadFactor {
  regionCode: string;
  factor: number;
  /** How it was measured. */
  because: string;
  setAt: Date;
  setBy: string;
}

@Injectable()
export class RoadFactorStore {
  constructor(private readonly db: Db) {}

  /** With the name of each region. */
  all(): Promise<(RoadFactor & { label: string })[]> {
    return this.db.many(
      `select f.region_code, r.label, f.factor, f.because, f.set_at, f.set_by
       from directory.road_factor f join directory.region r on r.code = f.region_code order by f.region_code`,
    );
  }

  async put({ regionCode, factor, because, setAt, setBy }: RoadFactor): Promise<void> {
    await this.db.run(
      `insert into directory.road_factor (region_code, factor, because, set_at, set_by) values ($1, $2, $3, $4, $5)
       on conflict (region_code) do update set factor = excluded.factor, because = excluded.because, set_at = excluded.set_at, set_by = excluded.set_by`,
      [regionCode, factor, because, setAt, setBy],
    );
  }

  async remove(regionCode: string): Promise<void> {
    await this.db.run('delete from directory.road_factor where region_code = $1', [regionCode]);
  }
}
