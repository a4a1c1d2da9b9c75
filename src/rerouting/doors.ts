import type { ChannelKind } from '../directory/index.js';
import type { Point } from './distance.js';

/** A region that lost a service, and how many people a day came from it. */
export interface Need {
  serviceId: string;
  region: Point & { code: string; name: string };
  /** Absent when nobody knows. */
  perDay?: number;
}

export const obstacles = ['declined', 'suspended', 'unconfirmed', 'not-open'] as const;
/** Why an offering is no destination. The first in this list is the easiest to lift. */
export type Obstacle = (typeof obstacles)[number];

/** An offering that could take people. */
export interface Door {
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
  startOn?: string;
  obstacle?: Obstacle;
}

/** Whether people of that region may use it. */
export function reaches(door: Door, need: Need): boolean {
  return door.serves.some((code) => need.region.code === code || need.region.code.startsWith(`${code}.`));
}
