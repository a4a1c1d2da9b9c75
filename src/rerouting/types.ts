import type { ChannelKind } from '../directory/index.js';

export const rerouteStates = ['proposed', 'asked', 'published', 'superseded', 'withdrawn'] as const;
export type RerouteState = (typeof rerouteStates)[number];

/** A sentence in the catalogue: `rerouting:<key>` filled with `params`. `km` is a number of kilometres. */
export interface Sentence {
  key: string;
  params: Record<string, string | number>;
}

/** One region, one service, one channel that serves it instead; rank 1 is tried first. */
export interface Leg {
  serviceId: string;
  regionCode: string;
  rank: number;
  offeringId: string;
  officeId?: string;
  kind: ChannelKind;
  /** Great-circle kilometres from the centroid of the region: a straight line, not a road. */
  km?: number;
  /** People a day expected from this region; absent when nobody knows how many came before; 0 for a second choice. */
  perDay?: number;
  /** More people are expected than the place can take. */
  overCapacity: boolean;
  /** The capacity it was planned with was confirmed by nobody. */
  assumed: boolean;
  /** `'2025-09-12'`: the first day the host takes people. */
  startOn?: string;
  reason: Sentence;
}

/** A region and a service without a channel, or without one that takes every case; never hidden. */
export interface Gap {
  serviceId: string;
  regionCode: string;
  reason: Sentence;
  /** What would close it. */
  closesBy: Sentence;
}

/** How full one offering gets. */
export interface Load {
  offeringId: string;
  serviceId: string;
  officeId: string;
  /** People a day sent there by the plan. */
  expected: number;
  /** People a day it can take beside its own; absent when unknown. */
  capacity?: number;
  assumed: boolean;
}

export interface Plan {
  /** Each region and service that the incident took a channel from. */
  covers: { serviceId: string; regionCode: string }[];
  legs: Leg[];
  gaps: Gap[];
  loads: Load[];
}

export interface Reroute {
  id: string;
  incidentId: string;
  state: RerouteState;
  /** Counts the plans made for it; a host's answer that changes who goes where makes a new one. */
  version: number;
  proposedBy: string;
  proposedAt: Date;
  declaredBy?: string;
  askedAt?: Date;
  publishedAt?: Date;
  approvedBy?: string;
  endedAt?: Date;
  endedBy?: string;
  endReason?: string;
}

export interface RerouteWithPlan extends Reroute {
  plan: Plan;
}

/** What the public is told to use instead, for one service and one region. */
export interface PublishedReroute {
  rerouteId: string;
  incidentId: string;
  serviceId: string;
  regionCode: string;
  publishedAt: Date;
  legs: Leg[];
  gap?: Gap;
}

export const hostStates = ['open', 'accepted', 'declined', 'closed'] as const;
export type HostState = (typeof hostStates)[number];

export interface AskedService {
  serviceId: string;
  /** People a day that the plan would send. */
  perDay: number;
}

/** The question to one office whether it takes the people of another. */
export interface HostRequest {
  id: string;
  rerouteId: string;
  officeId: string;
  state: HostState;
  asked: AskedService[];
  wantedFrom: string;
  askedAt: Date;
  linkMadeAt?: Date;
  services?: string[];
  /** People a day over all services; absent in a yes without limit. */
  perDay?: number;
  startOn?: string;
  note?: string;
  answeredAt?: Date;
  /** By the link, or read to us on the telephone. */
  answeredBy?: 'link' | 'call';
  calledName?: string;
  calledAt?: Date;
  loggedBy?: string;
}

export interface HostAnswer {
  accept: boolean;
  /** Services it takes; all that were asked when absent. */
  services?: string[];
  /** People a day over all services; as many as asked when absent. */
  perDay?: number;
  startOn?: string;
  note?: string;
}
