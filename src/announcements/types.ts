import type { ChannelKind, Words } from '../directory/index.js';
import type { Locale } from '../platform/index.js';

export type AnnouncementState = 'current' | 'cancelled';
export type MessageKind = 'alert' | 'update' | 'cancel';

export const cancelReasons = ['reopened', 'mistake', 'withdrawn'] as const;
export type CancelReason = (typeof cancelReasons)[number];

export interface Announcement {
  id: string;
  incidentId: string;
  state: AnnouncementState;
  publishedAt: Date;
  updatedAt: Date;
  cancelledAt?: Date;
}

/** A channel people are told to use instead. */
export interface Instead {
  kind: ChannelKind;
  name: string;
  address?: string;
  url?: string;
  /** `'2025-09-12'`: from that day on. */
  startOn?: string;
}

/** A part of the bill on which lateness is excused by a signed decision. Days are `'2025-09-12'`. */
export interface Excused {
  part: string;
  number: string;
  dueFrom?: string;
  dueTo?: string;
  payBy?: string;
}

export interface ServiceFacts {
  id: string;
  names: Words;
  instead: Instead[];
  /** There are places besides that are not made known: whom to ask. */
  ask?: Ask;
}

export interface Ask {
  phone?: string;
}

/** The one record from which every format is made. Instants are ISO 8601 in UTC: it is kept as JSON. */
export interface Facts {
  office: { id: string; name: string; address: string; zone: string };
  part?: { id: string; names: Words };
  /** In the reporter's words. */
  cause?: string;
  since: string;
  expectedEnd?: string;
  confirmed: boolean;
  /** A reroute is published; before that, `instead` holds only what works online. */
  rerouted: boolean;
  services: ServiceFacts[];
  areas: { code: string; name: string }[];
  excused: Excused[];
  /** In a message that cancels. */
  ended?: { reason: CancelReason; at: string };
}

/** What is said in one language. */
export interface Said {
  title: string;
  what: string;
  where: string;
  since: string;
  todo: string[];
}

export type SaidIn = Record<Locale, Said>;

/** One message to the public; never changed afterwards. */
export interface AnnouncementMessage {
  id: string;
  announcementId: string;
  number: number;
  kind: MessageKind;
  reason?: CancelReason;
  /** Who speaks, as CAP wants it: an address without spaces and commas. */
  sender: string;
  /** From a demonstration or a drill: not for real. */
  exercise: boolean;
  sentAt: Date;
  facts: Facts;
  words: SaidIn;
}

export interface AnnouncementWithMessages extends Announcement {
  /** Oldest first. */
  messages: AnnouncementMessage[];
}

export type MailState = 'waiting' | 'attempted' | 'sent' | 'failed';

export interface Mail {
  id: string;
  subscriberId: string;
  /** Absent in the mail that asks for confirmation. */
  messageId?: string;
  /** The Message-ID under which it goes out, every time. */
  messageHeader: string;
  /** `attempted`: handed to the mail server, outcome not known (yet, or for ever after a crash). */
  state: MailState;
  attempts: number;
  queuedAt: Date;
  attemptedAt?: Date;
  sentAt?: Date;
  dueAt?: Date;
  error?: string;
}

export interface Subscriber {
  id: string;
  address: string;
  locale: Locale;
  state: 'pending' | 'confirmed';
  confirmKey: string;
  leaveKey: string;
  askedAt: Date;
  confirmBy: Date;
  confirmedAt?: Date;
}
