import { Injectable } from '@nestjs/common';
import type { DataLoss } from '../types.js';
import { LossStore } from './loss-store.js';

/** Questions about lost personal data; the nearest deadline first. */
@Injectable()
export class DataLosses {
  constructor(private readonly losses: LossStore) {}

  ofIncident(incidentId: string): Promise<DataLoss[]> {
    return this.losses.ofIncident(incidentId);
  }

  /** Those of which somebody has yet to be told. */
  waiting(): Promise<DataLoss[]> {
    return this.losses.waiting();
  }
}
