import type {
  ChannelKind,
  EligibilityRule,
  Fee,
  HolidayKind,
  Offering,
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
  /** Its capacity was confirmed by nobody. */
  assumed: boolean;
  /** `host` by a published reroute; `usual` where nothing happened. */
  as: 'usual' | 'host';
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
  online: OnlineChannel[];
  /** One entry for each part of the bill; empty where the service has none. */
  lateness: LatenessPart[];
  lastConfirmed?: Instant;
  /** What is said has not been confirmed for too long; absent in a copy. */
  stale?: boolean;
  /** `rerouting:<key>` in the catalogue. */
  gap?: { reason: Sentence; closesBy: Sentence };
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
  /** Online channels for this service and region, and the offerings that a published reroute names. */
  offerings: { offering: Offering; status: StatusKind }[];
  reroute?: Omit<PublishedReroute, 'publishedAt'> & { publishedAt: Instant };
  lateness: LatenessPart[];
  smsCode?: string;
  /** Civil date and kind, for the months in which this may be read. */
  holidays: Record<string, HolidayKind>;
}
