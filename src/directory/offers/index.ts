/**
 * How what is offered differs: single days, emergencies, who may use a channel, how to enter a building, how far a road is; and the
 * standard that is published of a service. What people record here goes before what a file said.
 */
import { SetServiceStandard } from '../standards/set-service-standard.js';
import { AmendmentStore } from './amendment-store.js';
import { OfferNews } from './offer-news.js';
import { RoadFactorStore } from './road-factor-store.js';
import { RoadFactors } from './road-factors.js';
import { ScopeCheck } from './scope-check.js';
import { SetAccessibility } from './set-accessibility.js';
import { SetEmergencyVariant } from './set-emergency-variant.js';
import { SetRoadFactor } from './set-road-factor.js';
import { SetSpecialDay } from './set-special-day.js';

export { isUnconfirmed, type Qualification, qualifies } from './eligibility.js';
export { differences, emergencyOffering } from './emergency.js';
export type { RoadFactor } from './road-factor-store.js';
export { RoadFactors, SetAccessibility, SetEmergencyVariant, SetRoadFactor, SetServiceStandard, SetSpecialDay };
export const OFFER_DOORS = [RoadFactors, SetAccessibility, SetEmergencyVariant, SetRoadFactor, SetServiceStandard, SetSpecialDay];
export const OFFERS = [AmendmentStore, OfferNews, RoadFactorStore, ScopeCheck, ...OFFER_DOORS];
