import { Injectable } from '@nestjs/common';
import { type RoadFactor, RoadFactorStore } from './road-factor-store.js';

/** Where a road factor was set; everywhere else it is assumed. */
@Injectable()
export class RoadFactors {
  constructor(private readonly store: RoadFactorStore) {}

  set(): Promise<(RoadFactor & { label: string })[]> {
    return this.store.all();
  }
}
