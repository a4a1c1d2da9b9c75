import { Injectable } from '@nestjs/common';
import { SetAccessibility, SetEmergencyVariant, SetRoadFactor, SetServiceStandard, SetSpecialDay } from '../directory/index.js';

/** What staff say of what is offered. */
@Injectable()
export class OfferVerbs {
  constructor(
    readonly standard: SetServiceStandard,
    readonly emergency: SetEmergencyVariant,
    readonly specialDay: SetSpecialDay,
    readonly accessibility: SetAccessibility,
    readonly roadFactor: SetRoadFactor,
  ) {}
}
