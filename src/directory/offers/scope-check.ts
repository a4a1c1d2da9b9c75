import { Injectable } from '@nestjs/common';
import { OfferingStore } from '../offering-store.js';
import { OfficeStore } from '../office-store.js';
import { RegionStore } from '../region-store.js';
import type { Scope } from './amendment-store.js';

@Injectable()
export class ScopeCheck {
  constructor(
    private readonly offerings: OfferingStore,
    private readonly offices: OfficeStore,
    private readonly regions: RegionStore,
  ) {}

  /** Throws `directory.no-such-offering`, `.no-such-office` or `.no-such-region`. */
  async mustExist(scope: Scope): Promise<void> {
    if ('offeringId' in scope) await this.offerings.get(scope.offeringId);
    else if ('officeId' in scope) await this.offices.office(scope.officeId);
    else await this.regions.get(scope.regionCode);
  }
}
