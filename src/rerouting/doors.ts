import { type ChannelKind, distanceKm, holds, type VisitDay } from '../directory/index.js';
import type { Point } from './distance.js';
import type { Gap, RoomBasis } from './types.js';

/** A region that lost a service, and how many people a day came from it. */
export interface Need {
  serviceId: string;
  /** `roadFactor`: kilometres by road for each in a straight line. */
  region: Point & { code: string; name: string; roadFactor: number };
  /** Absent when nobody knows. */
  perDay?: number;
  /** The offering that an operator pinned it to. */
  pin?: string;
  /** Of the office that is shut. */
  call?: Gap['call'];
}

export const obstacles = ['banned', 'declined', 'full', 'silent', 'suspended', 'unconfirmed', 'not-open'] as const;
/** Why an offering is no destination. The first in this list is the easiest to lift. */
export type Obstacle = (typeof obstacles)[number];

/**
 * What makes a place worse than its distance, as kilometres added to it: inside the area of the incident, running at half
 * strength or not heard of in time, a capacity that nobody confirmed, stairs; a sample is farther than any real place.
 * Assumptions, to be set right by those who plan.
 */
export const RISK_KM = { sample: 2000, 'near-incident': 30, limited: 20, stale: 20, assumed: 5, steps: 1 } as const;
export type Risk = keyof typeof RISK_KM;

/** An offering that could take people, or one visit of a travelling unit. */
export interface Door {
  /** Of the offering, with that of the visit behind it. */
  id: string;
  offeringId: string;
  serviceId: string;
  kind: ChannelKind;
  /** Of the office, or of the channel where there is none. */
  name: string;
  officeId?: string;
  at?: Point;
  /** Region codes whose people may use it; a code holds everything below it. */
  serves: string[];
  /** People a day it can take beside its own; absent when unknown, then it counts as enough. */
  perDay?: number;
  assumed: boolean;
  basis?: RoomBasis;
  startOn?: string;
  risks: Risk[];
  obstacle?: Obstacle;
  /** The next day on which the travelling unit is there. */
  visit?: Pick<VisitDay, 'date' | 'opens' | 'closes'> & { place: string };
  call?: Gap['call'];
}

/** Whether people of that region may use it. */
export function reaches(door: Door, need: Need): boolean {
  return holds(door.serves, need.region.code);
}

/** By road, as far as the factor of the region tells. */
export function roadKm({ region }: Need, door: Door): number {
  return door.at ? distanceKm(region, door.at) * region.roadFactor : 0;
}

/** What one person of the region costs at that door, in kilometres. */
export function costOf(need: Need, door: Door): number {
  return roadKm(need, door) + door.risks.reduce((sum, risk) => sum + RISK_KM[risk], 0);
}
