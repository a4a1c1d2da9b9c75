export const doors = ['sms', 'web', 'call'] as const;
export type Door = (typeof doors)[number];

export const complaintStates = ['received', 'answered-automatically', 'handed-on', 'answered', 'closed'] as const;
export type ComplaintState = (typeof complaintStates)[number];

export const closeReasons = ['answered', 'duplicate', 'not-a-complaint', 'withdrawn', 'no-reply'] as const;
export type CloseReason = (typeof closeReasons)[number];

export type Asks = 'region' | 'service';

/** Days are `'2025-09-05'` of the civil calendar in the region's zone. */
export interface Complaint {
  id: string;
  tracking: string;
  door: Door;
  state: ComplaintState;
  senderId?: string;
  locale: 'id' | 'en';
  agencyCode?: string;
  officeId?: string;
  serviceId?: string;
  regionCode?: string;
  handedTo?: string;
  closeReason?: CloseReason;
  receivedAt: Date;
  /** An officer's first answer is due; an automatic one does not count. */
  replyBy: string;
  resolveBy: string;
  answeredAt?: Date;
  /** Closed by itself after this day when the citizen says nothing to the answer. */
  silentAfter?: string;
  closedAt?: Date;
  purgedAt?: Date;
}

export type Outcome = 'complaint' | 'continued' | 'added' | 'status' | 'unknown-agency' | 'empty' | 'flood' | 'reply';

export interface Message {
  id: string;
  complaintId?: string;
  senderId?: string;
  door: Door;
  key?: string;
  author: 'citizen' | 'automatic' | 'officer';
  outcome: Outcome;
  inReplyTo?: string;
  text: string;
  at: Date;
}

/** What we asked back. `choices` are region codes or service ids, in the order in which they were numbered. */
export interface Question {
  complaintId: string;
  senderId?: string;
  asks: Asks;
  choices: Choice[];
  askedAt: Date;
  dueAt: Date;
}

export interface Choice {
  id: string;
  name: string;
}

export interface Sender {
  id: string;
  /** `+6281234567890`; never leaves this room unmasked but by `RevealSender`. */
  address: string;
  regionCode?: string;
  lastAt: Date;
}

export type OutgoingState = 'held' | 'carried' | 'waiting' | 'sent' | 'failed';

export interface Outgoing {
  id: string;
  messageId: string;
  senderId?: string;
  state: OutgoingState;
  attempts: number;
  error?: string;
  dueAt?: Date;
  createdAt: Date;
  sentAt?: Date;
}

/** What a front tells the one who wrote. */
export interface Received {
  tracking?: string;
  outcome: Outcome;
  /** In the order in which they are to be read; each fits one SMS. */
  replies: string[];
  /** Outgoing SMS that this server sends itself; when false the front carries the replies. */
  sending: boolean;
}

/** What was done with an incoming message, and what is said to the one who wrote. */
export interface Said {
  outcome: Outcome;
  complaint?: Complaint;
  texts: string[];
}
