import type { HolidayKind } from '../platform/index.js';

/** Words in the two languages of the pages. */
export interface Words {
  id: string;
  en: string;
}

/** How sure a shipped value is: V = stated in its source, V2 = secondary source, C = computed, K = general knowledge, U = contradictory. */
export type Certainty = 'V' | 'V2' | 'C' | 'K' | 'U';

/** Where a shipped fact comes from. Exactly one of the two holds: it has a source, or it is a sample. */
export interface Provenance {
  /** URL of the page, or name of the law, that states it. */
  source?: string;
  certainty?: Certainty;
  /** Made up for the demonstration; pages say so. */
  isSample: boolean;
  /** Names of single fields that are samples although the rest is sourced. */
  sampleFields: string[];
  note?: Words;
}

export type { HolidayKind };

export const regionLevels = ['province', 'kabkota', 'kecamatan', 'village'] as const;
export type RegionLevel = (typeof regionLevels)[number];

/** A region by its Kemendagri code. */
export interface Region {
  code: string;
  name: string;
  level: RegionLevel;
  parentCode?: string;
  /** Tells namesakes apart: 'Kras, Kabupaten Kediri, Jawa Timur'. */
  label: string;
  /** WGS 84 degrees of the polygon centroid; not an office address. */
  lat: number;
  lng: number;
  population?: number;
  areaKm2?: number;
  /** IANA zone of the region (WIB, WITA, WIT). */
  zone: string;
  /** Kilometres by road for one in a straight line. 1.3 is assumed where nobody set it for the region or one that holds it. */
  roadFactor: number;
}

export interface Agency extends Provenance {
  id: string;
  name: string;
  names: Words;
  /** The code citizens write in front of an SMS to 1708. */
  smsCode?: string;
  regionCode?: string;
}

/** `name` is Indonesian, as everywhere; `names` has both languages. */
export interface Service extends Provenance {
  id: string;
  agencyId: string;
  name: string;
  names: Words;
  description: Words;
  /** A vehicle must be brought and looked at: never possible online. */
  needsInspection: boolean;
  /** What is published of it; absent where nothing is. */
  standard?: ServiceStandard;
}

/** The components of UU 25/2009 article 21, in the two groups of PermenPANRB 15/2014: of delivery and of management. */
export const standardComponents = {
  delivery: ['requirements', 'procedure', 'duration', 'fee', 'product', 'complaints'],
  management: [
    'legal-basis',
    'facilities',
    'competence',
    'internal-supervision',
    'staff-count',
    'service-guarantee',
    'safety-guarantee',
    'performance-evaluation',
  ],
} as const;
export type StandardComponent = (typeof standardComponents)['delivery' | 'management'][number];

/** What a service standard says of one component. */
export interface StandardEntry {
  texts: Words;
  source?: string;
  certainty?: Certainty;
  isSample: boolean;
}

/** Standar pelayanan: what is missing is absent. */
export type ServiceStandard = Partial<Record<StandardComponent, StandardEntry>>;

/** A part of an office that can fail alone, such as `plate-printer`. */
export interface OfficePart {
  id: string;
  name: string;
  names: Words;
}

/** A function in an office, never a person. */
export interface OfficeContact {
  role: string;
  email?: string;
  phone?: string;
}

export const accessFeatures = ['step-free', 'accessible-toilet', 'priority-queue', 'sign-language'] as const;
export type AccessFeature = (typeof accessFeatures)[number];

export interface Office extends Provenance {
  id: string;
  agencyId: string;
  name: string;
  address: string;
  /** The kecamatan it stands in. */
  regionCode: string;
  lat: number;
  lng: number;
  coordinateIs: 'surveyed' | 'kecamatan-centroid';
  zone: string;
  phone?: string;
  contact?: OfficeContact;
  parts: OfficePart[];
  /** What is absent is unknown, which is not no. */
  accessibility: Partial<Record<AccessFeature, boolean>>;
  /** False where sources contradict each other: never a destination until confirmed. */
  confirmedOpen: boolean;
  /** `'2025-09-24'`: not open before. */
  opensOn?: string;
}

export type ChannelKind = 'counter' | 'online' | 'outreach' | 'phone';

export interface Channel {
  id: string;
  kind: ChannelKind;
  name: string;
  url?: string;
  phone?: string;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Local times `'08:00'`; `'24:00'` ends the day, and `'26:00'` is two o'clock of the night that follows it. */
export interface Span {
  open: string;
  close: string;
}

/** A single date that differs; without spans it is shut. `reason` is what citizens read. */
export interface SpecialDay {
  spans: Span[];
  reason?: Words;
}

export interface OpeningHours {
  /** Open at any hour of any day: online channels. */
  always: boolean;
  weekly: Partial<Record<Weekday, Span[]>>;
  /** Kinds of holiday on which it stays shut. */
  closedOn: HolidayKind[];
  /** By civil date; they go before the week and before holidays. */
  specialDays?: Record<string, SpecialDay>;
}

export interface Requirement {
  code: string;
  text: string;
  texts: Words;
  source?: string;
  isSample: boolean;
}

/** A case that a channel takes or refuses; `code` is for programs, `texts` for people. */
export interface EligibilityRule {
  code: 'annual-only' | 'not-company' | 'not-public-transport' | 'not-blocked' | 'late-at-most';
  /** For `late-at-most`: days after the due date. */
  days?: number;
  text: string;
  texts: Words;
  source: string;
  certainty: Certainty;
}

/** What is known of a citizen's case; what is absent is unknown. */
export interface CitizenCase {
  /** The yearly tax alone, not the five-yearly renewal. */
  annual?: boolean;
  owner?: 'private' | 'company';
  publicTransport?: boolean;
  blocked?: boolean;
  /** Days after the due date; 0 when it is not late. */
  daysLate?: number;
}

/** A unit that comes to people, once or by a rule that ends. All times are local to the place. */
export interface Visit {
  id: string;
  offeringId: string;
  /** Where it stands, as people call it. */
  place: string;
  /** The kecamatan or village it stands in. */
  regionCode: string;
  lat: number;
  lng: number;
  coordinateIs: 'surveyed' | 'region-centroid';
  /** `'2025-09-01T08:00'`: the first day and when it opens. */
  begins: string;
  /** `'12:00'`, on the same day. */
  ends: string;
  /** RFC 5545, without a time zone and with an end; `begins` is its first day. */
  rrule?: string;
  /** Days of the rule on which it does not come. */
  except: string[];
  /** Kinds of holiday on which it does not come. */
  closedOn: HolidayKind[];
  /** People a day. */
  quota?: number;
  /** Codes of the regions whose people it is for: a code holds everything below it. */
  serves: string[];
  source?: string;
  isSample: boolean;
}

/** One day of a visit: `'2025-09-01'`, `'08:00'`, `'12:00'`. */
export interface VisitDay {
  visit: Visit;
  date: string;
  opens: string;
  closes: string;
}

/** How an offering is given in an emergency, as a host or limited: only what differs from the usual. */
export interface EmergencyVariant {
  hours?: OpeningHours;
  /** What must be brought as well. */
  adds: Requirement[];
  /** Codes of requirements that are not asked for. */
  drops: string[];
  /** What is not done, or for whom. */
  limits: Words[];
  /** People a day. */
  capacityPerDay?: number;
}

/** One thing that is not as usual. */
export type Difference =
  | { kind: 'hours'; hours: OpeningHours }
  | { kind: 'adds' | 'drops'; requirement: Requirement }
  | { kind: 'limit'; texts: Words }
  | { kind: 'capacity'; perDay: number };

export interface Fee {
  text: string;
  texts: Words;
  items: { text: string; texts: Words; amount: number }[];
  source: string;
  certainty: Certainty;
}

export interface Offering extends Provenance {
  id: string;
  serviceId: string;
  channel: Channel;
  office?: Office;
  /** People a day. */
  capacityPerDay?: number;
  capacityConfirmed: boolean;
  hours: OpeningHours;
  requirements: Requirement[];
  fee?: Fee;
  /** Ids of parts of its office without which it cannot be given. */
  needsParts: string[];
  eligibility: EligibilityRule[];
  /** When and where it comes to people; empty where it does not. */
  visits: Visit[];
  emergency?: EmergencyVariant;
  /** Region codes it normally serves: a code holds everything below it. */
  catchment: string[];
}

export const statusKinds = ['normal', 'limited', 'suspended', 'moved'] as const;
export type StatusKind = (typeof statusKinds)[number];

/** What is said of one offering; the newest one recorded counts. */
export interface OfferingStatus {
  offeringId: string;
  status: StatusKind;
  since: Date;
  expectedEnd?: Date;
  cause?: string;
  confirmedAt?: Date;
  reportedBy: string;
  confirmedBy?: string;
  incidentId?: string;
  recordedAt: Date;
  /** Says that what was said before was a mistake. */
  correction: boolean;
}

/** Derived from the offerings of an office; never stored. */
export interface OfficeStatus {
  officeId: string;
  status: StatusKind;
  since?: Date;
  confirmed: boolean;
  stale: boolean;
  /** `'2025-09-24'`: it has not opened yet. */
  notBefore?: string;
  offerings: OfferingStatus[];
}

/** What a citizen asks: a service, for people of a region. */
export interface Question {
  serviceId: string;
  regionCode: string;
}
