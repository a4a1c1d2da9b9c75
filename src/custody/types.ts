import type { Serials } from '../platform/index.js';

export const ITEM_KINDS = ['case', 'original', 'blank'] as const;
/** A case in progress, an original that belongs to a citizen, or a range of serial-numbered blanks. */
export type ItemKind = (typeof ITEM_KINDS)[number];

export const ITEM_STATES = ['unknown', 'intact', 'lost', 'looted', 'returned', 'replaced'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export interface Item {
  id: string;
  incidentId: string;
  officeId: string;
  kind: ItemKind;
  /** What it is, as the office calls it: `BPKB`, `berkas balik nama`, `blangko SKPD`. */
  document: string;
  /** The end of its number, so that staff can tell two apart; the number itself is not kept. */
  referenceHint?: string;
  serials?: Serials;
  serviceId?: string;
  state: ItemState;
  stateAt: Date;
  registeredAt: Date;
}

/** What the office decided stands in for a document that is gone. */
export interface Replacement {
  incidentId: string;
  document: string;
  words: string;
  /** The decision or rule that it rests on. */
  basis: string;
  decidedAt: Date;
}

export const NOTICE_RECIPIENTS = ['institution', 'subjects', 'public'] as const;
export type NoticeRecipient = (typeof NOTICE_RECIPIENTS)[number];

/** Personal data that were lost or came into wrong hands. Texts tell of data, never of persons. */
export interface DataLoss {
  id: string;
  incidentId: string;
  officeId: string;
  discoveredAt: Date;
  /** 72 hours later: UU 27/2022 art. 46 (1). */
  dueAt: Date;
  data: string;
  how: string;
  measures: string;
  /** How many persons; absent while unknown. */
  people?: number;
  reportedBy: string;
  reportedAt: Date;
  warnedAt?: Date;
  notices: LossNotice[];
}

export interface LossNotice {
  recipient: NoticeRecipient;
  sentAt: Date;
  /** Letter number, address or page by which it went. */
  means: string;
  recordedBy: string;
}

/** A step of the repair, as the office tells it. */
export interface Milestone {
  id: string;
  incidentId: string;
  title: string;
  /** Civil dates. */
  dueOn: string;
  doneOn?: string;
  /** With it the office opens again: its date is the incident's expected end. */
  reopens: boolean;
}
