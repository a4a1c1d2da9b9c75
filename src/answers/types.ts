import type {
  ChannelKind,
  Difference,
  EligibilityRule,
  Fee,
  HolidayKind,
  Offering,
  Office,
  OpeningHours,
  Requirement,
  StatusKind,
  Words,
} from '../directory/index.js';
import type { PartState } from '../dispensation/index.js';
import type { PublishedReroute, Sentence } from '../rerouting/index.js';

/** An instant as ISO 8601 text in UTC: an answer is kept as JSON and read back as it was. */
export type Instant = string;

export interface AnswerOffice {
  id: string;
  name: string;
  address: string;
  regionCode: string;
  phone?: string;
  isSample: boolean;
  sampleFields: string[];
}

/** What helps somebody who walks, hears or waits with difficulty; absent where nobody has said. */
export type Access = Office['accessibility'];

/** A place to go to, best first. */
export interface Destination {
  offeringId: string;
  kind: ChannelKind;
  name: string;
  office?: AnswerOffice;
  /** Straight line from the centroid of the region. */
  km?: number;
  hours: OpeningHours;
  /** At the moment of the answer; false and without an opening when it does not open within 60 days; absent in a copy. */
  openNow?: boolean;
  closesAt?: Instant;
  nextOpening?: Instant;
  /** In a copy: civil dates of the next 30 days on which it is shut although its week has hours. */
  shutOn?: string[];
  /** `'2025-09-12'`: takes people from that day on. */
  startOn?: string;
  requirements: Requirement[];
  fee?: Fee;
  phone?: string;
  status: StatusKind;
  /** More people are expected than fit: the day's quota may run out. */
  overCapacity: boolean;
  /** It has said today that it takes no more people; gone when its day ends, and never in a copy. */
  fullToday?: true;
  /** Its capacity was confirmed by nobody. */
  assumed: boolean;
  /** `host` by a published reroute; `usual` where nothing happened. */
  as: 'usual' | 'host';
  /** What is not as usual there while it serves people of a closed office, or while it is limited. */
  differences: Difference[];
  /** Of the office; absent for a unit that moves. */
  access?: Access;
}

/** A place that takes people and is made known as no more than the kab/kota it lies in: ask before going. */
export interface Area {
  regionCode: string;
  name: string;
  phone?: string;
  startOn?: string;
}

/** A day on which a unit comes near. Local civil date and times: `'2025-09-01'`, `'08:00'`, `'12:00'`. */
export interface VisitNearby {
  visitId: string;
  offeringId: string;
  /** The unit. */
  name: string;
  /** Where it stands that day. */
  place: string;
  date: string;
  opens: string;
  closes: string;
  /** Straight line from the centroid of the region. */
  km?: number;
  /** People it takes that day. */
  quota?: number;
  phone?: string;
  isSample: boolean;
}

/** Somebody may go for her, with this letter; absent where nobody has said so. */
export interface ProxyLetter {
  letter: Words;
  source?: string;
  isSample: boolean;
  /** The offerings of `goTo` that take it. */
  at: string[];
}

export interface OnlineChannel {
  offeringId: string;
  name: string;
  url?: string;
  eligibility: EligibilityRule[];
}

/** What is decided about lateness for one part of the bill: `none`, `proposed` or, once signed, `granted`. */
export type LatenessPart = PartState;

export const answerStates = ['normal', 'limited', 'arranging', 'rerouted'] as const;
/** `arranging`: closed, and nothing is published yet of where to go instead. */
export type AnswerState = (typeof answerStates)[number];

export interface DoNotGo {
  office: { id: string; name: string };
  since: Instant;
  /** A report that nobody has confirmed is shown as one. */
  state: 'reported' | 'confirmed';
  expectedEnd?: Instant;
  cause?: string;
}

/** The answer to one citizen's question, from which every format is made. It promises nothing that is not signed. */
export interface Answer {
  /** The moment it speaks for. */
  at: Instant;
  /** Written to be read at any later time: without what is true only at its moment. */
  isCopy?: true;
  service: { id: string; name: string; names: Words; needsInspection: boolean };
  region: { code: string; name: string; label: string; zone: string };
  state: AnswerState;
  doNotGo?: DoNotGo;
  /** A closure that had been said here was a mistake. */
  corrected?: { office: string; at: Instant };
  goTo: Destination[];
  /** Where more people go, not named to the public. */
  areas: Area[];
  /** The coming days, soonest first. */
  visits: VisitNearby[];
  proxy?: ProxyLetter;
  /** A place exists that is told only to those who ask. */
  ask?: { phone?: string };
  online: OnlineChannel[];
  /** One entry for each part of the bill; empty where the service has none. */
  lateness: LatenessPart[];
  lastConfirmed?: Instant;
  /** What is said has not been confirmed for too long; absent in a copy. */
  stale?: boolean;
  /** `rerouting:<key>` in the catalogue. */
  gap?: { reason: Sentence; closesBy: Sentence };
  /** `'2025-09-10'`: from that day on people go back to their usual place. */
  returnsOn?: string;
  incidentId?: string;
  rerouteId?: string;
  complaint: { smsTo: string; smsCode?: string };
}

/** What is recorded of one offering's status, as JSON. */
export interface StatusFact {
  status: StatusKind;
  since: Instant;
  expectedEnd?: Instant;
  cause?: string;
  confirmedAt?: Instant;
  incidentId?: string;
  recordedAt: Instant;
  correction: boolean;
}

/** Everything an answer is made from; kept with what was told, so that it can be shown again as it was. */
export interface AnswerFacts {
  service: Answer['service'];
  region: Answer['region'] & { lat: number; lng: number };
  usual?: Offering;
  usualStatus?: StatusFact;
  /** Online channels and travelling units for this service and region, and the offerings that a published reroute names. */
  offerings: { offering: Offering; status: StatusKind }[];
  reroute?: Omit<PublishedReroute, 'publishedAt'> & { publishedAt: Instant };
  /** Of a published reroute, what is said instead of a place that is not named; absent in what was told before there were such. */
  areas?: Area[];
  ask?: { phone?: string };
  lateness: LatenessPart[];
  smsCode?: string;
  /** Civil date and kind, for the months in which this may be read. */
  holidays: Record<string, HolidayKind>;
}
