export const doors = ['web', 'sms', 'call', 'village-head'] as const;
export type Door = (typeof doors)[number];

export const needs = ['wheelchair', 'old-age', 'pregnant', 'other'] as const;
/** Why somebody cannot come. */
export type Need = (typeof needs)[number];

export const requestStates = ['requested', 'planned', 'served', 'not-met', 'withdrawn', 'moved-on'] as const;
export type RequestState = (typeof requestStates)[number];

const conflictKinds = ['differ', 'served-twice', 'withdrawn-meanwhile', 'altered'] as const;
/** Why what came back from the villages does not fit together. */
export type ConflictKind = (typeof conflictKinds)[number];

export interface VisitRequest {
  id: string;
  tracking: string;
  door: Door;
  state: RequestState;
  /** What was decided at a desk or by the citizen herself; the crews' records are weighed against it. */
  decided?: 'withdrawn' | 'moved-on';
  /** The row that knows her; absent once it is purged. */
  requesterId?: string;
  locale: 'id' | 'en';
  serviceId: string;
  /** Kemendagri code, `35.06.03.2011`. */
  villageCode: string;
  people: number;
  needs: Need[];
  receivedAt: Date;
  /** The visit she is on now, or was on last. */
  visitId?: string;
  conflicts: ConflictKind[];
  endedAt?: Date;
  purgedAt?: Date;
}

/** The only rows that know who asked: what the crew needs to find her, and nothing more. */
export interface Requester {
  id: string;
  name?: string;
  /** `+6281234567890`. */
  phone?: string;
  /** How to find the house. */
  directions?: string;
}

const visitStates = ['draft', 'published', 'cancelled'] as const;
export type VisitState = (typeof visitStates)[number];

/** One crew in one village on one day, for one service. Days are civil, times local: `'2025-09-08'`, `'09:00'`. */
export interface HomeVisit {
  id: string;
  state: VisitState;
  serviceId: string;
  villageCode: string;
  onDay: string;
  opens: string;
  closes: string;
  place: string;
  /** A function, such as `Regu 1`; never a person. */
  crew: string;
  /** People. */
  quota: number;
  /** The visit of the directory that the public sees; absent where the directory has no outreach for the service, or no place is left. */
  directoryVisitId?: string;
  createdAt: Date;
  publishedAt?: Date;
}

export const outcomes = ['served', 'not-met', 'moved-on'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a crew wrote down at one door. Order is told by `number`, never by the telephone's clock. */
export interface CrewRecord {
  /** Made on the telephone: the same record is taken once. */
  id: string;
  /** Tells copies of the sheet apart. */
  device: string;
  /** 1, 2, 3, … on that copy: a later one takes back an earlier one. */
  number: number;
  visitId: string;
  requestId: string;
  outcome: Outcome;
  people: number;
  note?: string;
  /** What the telephone's clock said. */
  writtenAt?: Date;
}

/** A record as it was taken: `key` also covers its content, so that one id with two contents is two records. */
export interface TakenRecord extends CrewRecord {
  key: string;
  takenAt: Date;
}

/** How a person settled a conflict. `basis` are the keys of the records that she had before her. */
export interface Resolution {
  requestId: string;
  /** The visit that she was on when it was settled. */
  visitId?: string;
  outcome: Outcome | 'withdrawn';
  basis: string[];
  note: string;
  resolvedBy: string;
  resolvedAt: Date;
}

export type NoticeKind = 'received' | 'planned' | 'cancelled';
export type NoticeState = 'held' | 'waiting' | 'sent' | 'failed';
