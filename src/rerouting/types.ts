import type { ChannelKind } from '../directory/index.js';

/** `accepted`: its hosts have answered. `returning`: public, and its people go back to their usual place by stages. */
export const rerouteStates = ['proposed', 'asked', 'accepted', 'published', 'returning', 'superseded', 'withdrawn'] as const;
export type RerouteState = (typeof rerouteStates)[number];

/** A sentence in the catalogue: `rerouting:<key>` filled with `params`. `km` and `otherKm` are kilometres, `date` is `'2025-09-03'`. */
export interface Sentence {
  key: string;
  params: Record<string, string | number>;
}

export const disclosures = ['named', 'area', 'withheld'] as const;
/** What the public is told of a destination: its name; only its kabupaten or kota and a telephone number; nothing. */
export type Disclosure = (typeof disclosures)[number];

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
  /** Part of the region's people for that service who are sent here, 0 to 1; together 1 unless there is a gap; 0 for a second choice. */
  share: number;
  disclosure: Disclosure;
  /** More people are expected than the place can take. */
  overCapacity: boolean;
  /** The capacity it was planned with was confirmed by nobody. */
  assumed: boolean;
  /** `'2025-09-12'`: the first day the host takes people. */
  startOn?: string;
  reason: Sentence;
  /** In what is published: the civil date on which it turns people away or is full; it holds until that day ends. */
  fullOn?: string;
}

/** A region and a service without a channel, or without one that takes every case; never hidden. */
export interface Gap {
  serviceId: string;
  regionCode: string;
  reason: Sentence;
  /** What would close it. */
  closesBy: Sentence;
  /** Whom to ask meanwhile: the place that would close it, else the office that is shut. */
  call?: { name: string; phone: string; isSample: boolean };
}

/** How full one offering gets. */
export interface Load {
  offeringId: string;
  serviceId: string;
  /** Absent for a travelling unit of no office. */
  officeId?: string;
  /** People a day sent there by the plan. */
  expected: number;
  /** People a day it can take beside its own; absent when unknown. */
  capacity?: number;
  assumed: boolean;
  /** Absent for a travelling unit, and where the capacity is unknown. */
  basis?: RoomBasis;
}

/** Where the room of a place comes from. Figures are people a day. */
export interface RoomBasis {
  /**
   * `declared`: the host named it. `observed`: the host turned people away after so many. `reported`: the capacity less what its
   * own people take by its day reports. `assumed`: half of the capacity, because nobody has said what its own people take.
   */
  from: 'declared' | 'observed' | 'reported' | 'assumed';
  /** In `reported` and `assumed`. */
  capacity?: number;
  /** That capacity is the one arranged for an emergency. */
  emergency?: boolean;
  /** In `reported`, with the number of days that told. */
  own?: { people: number; days: number };
  /** Taken off because other published reroutes send people there; absent when none do. */
  promised?: number;
  /** Added because an operator wants it to open longer; absent when not. */
  longer?: number;
}

const planMethods = ['optimal', 'greedy'] as const;
/** `optimal`: proven by the solver. `greedy`: by the same rules without it, because it failed or ran out of its time. */
export type PlanMethod = (typeof planMethods)[number];

export interface PlanCost {
  /** People a day times kilometres by road, as far as the road factor of their region tells. */
  personKm: number;
  /** People a day beyond what their place can take. */
  over: number;
  /** People a day for whom there is no place at all. */
  unplaced: number;
}

/** What an operator asks of a plan; kept with each version of it, and every later one is made with the same. */
export interface PlanOptions {
  /** The people of a region go to this offering for that service, and nowhere else. */
  pins: { serviceId: string; regionCode: string; offeringId: string }[];
  /** Nobody is sent to this offering, or to any of this office. */
  bans: { offeringId?: string; officeId?: string }[];
  /** The offering opens so many hours longer each day. */
  extensions: { offeringId: string; hours: number }[];
  /** A travelling unit comes once more; on approval it becomes a visit of the directory. */
  visits: PlannedVisit[];
  /** How far around what the incident closed a place counts as in its hazard area; `HAZARD_KM` where nobody has said. */
  hazard?: HazardArea;
}

/** In kilometres as the crow flies, and who says so. */
export interface HazardArea {
  km: number;
  source: string;
}

/** Assumed: nobody has published a figure. A coordinate is often the middle of a kecamatan, so closer than this says nothing. */
export const HAZARD_KM = 3;

export const NO_OPTIONS: PlanOptions = { pins: [], bans: [], extensions: [], visits: [] };

export interface PlannedVisit {
  /** The offering of the travelling unit. */
  offeringId: string;
  regionCode: string;
  place: string;
  /** Local: `'2025-09-03T08:00'`, until `'12:00'`. */
  begins: string;
  ends: string;
  /** People it can serve. */
  quota: number;
}

export interface Plan {
  method: PlanMethod;
  cost: PlanCost;
  options: PlanOptions;
  /** Each region and service that the incident took a channel from. */
  covers: { serviceId: string; regionCode: string }[];
  legs: Leg[];
  gaps: Gap[];
  loads: Load[];
}

/** What a plan costs more (or less, below 0) than the one before. */
export interface PlanChange extends PlanCost {
  /** Places that get another number of people a day. */
  loads: (Omit<Load, 'expected' | 'assumed'> & { from: number; to: number })[];
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
  /** Why the product proposed it by itself. */
  cause?: Sentence;
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
  /** `'2025-09-10'`: from this date on people go back to their usual place. */
  returnsOn?: string;
}

/** From that civil date on people go back to their usual place for these services. */
export interface Homecoming {
  date: string;
  services: string[];
}

const hostStates = ['open', 'accepted', 'declined', 'closed'] as const;
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
  /** What the public may be told of it. */
  disclosure: Disclosure;
  /** Counts the links made for it; 0 before the first. */
  linkIssue: number;
  /** As a plan takes it: it has not been heard of since it was found silent. Never stored. */
  isSilent?: boolean;
  /** As a plan takes it: `perDay` is what it turned people away after, not what it named. Never stored. */
  isObserved?: boolean;
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
