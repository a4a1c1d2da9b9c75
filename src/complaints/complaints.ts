import { Injectable } from '@nestjs/common';
import { masked, readTracking } from '../platform/index.js';
import { ComplaintStore } from './complaint-store.js';
import { errors } from './errors.js';
import { MessageStore } from './message-store.js';
import { type Letter, OutboxStore } from './outbox-store.js';
import { SenderStore } from './sender-store.js';
import type { Asks, Choice, Complaint, Message, Outgoing, Question } from './types.js';

const LIST_LIMIT = 200;

/** A complaint as staff see it: the number masked. */
export interface ComplaintFolder {
  complaint: Complaint;
  sender?: string;
  messages: (Message & { outgoing?: Outgoing['state'] })[];
  question?: Question;
}

/** A complaint as anybody who knows its number may see it: what was said to the citizen, never what she said or who she is. */
export interface ComplaintStatus {
  complaint: Omit<Complaint, 'senderId'>;
  said: { author: 'automatic' | 'officer'; text: string; at: Date }[];
  question?: { asks: Asks; choices: Choice[] };
}

/** Questions about complaints. */
@Injectable()
export class Complaints {
  constructor(
    private readonly complaints: ComplaintStore,
    private readonly messages: MessageStore,
    private readonly senders: SenderStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** Throws `complaints.bad-tracking` for what cannot be a number, `complaints.no-such-complaint` for one that is none. */
  async byTracking(typed: string): Promise<Complaint> {
    const tracking = readTracking(typed);
    if (!tracking) throw errors.badTracking({ tracking: typed });
    const complaint = await this.complaints.byTracking(tracking);
    if (!complaint) throw errors.noSuchComplaint({ tracking });
    return complaint;
  }

  /** The most urgent first, at most 200. */
  open(): Promise<Complaint[]> {
    return this.complaints.open(LIST_LIMIT);
  }

  closed(): Promise<Complaint[]> {
    return this.complaints.closed(LIST_LIMIT);
  }

  async folder(typed: string, now: Date): Promise<ComplaintFolder> {
    const complaint = await this.byTracking(typed);
    const sender = complaint.senderId ? await this.senders.get(complaint.senderId) : undefined;
    return {
      complaint,
      sender: sender && masked(sender.address),
      messages: await this.messages.ofComplaint(complaint.id),
      question: await this.messages.questionOf({ complaintId: complaint.id }, now),
    };
  }

  async status(typed: string, now: Date): Promise<ComplaintStatus> {
    const { complaint, messages, question } = await this.folder(typed, now);
    const { senderId: _, ...open } = complaint;
    return {
      complaint: open,
      said: stillSaid(messages),
      question: question && { asks: question.asks, choices: question.choices },
    };
  }

  /** Messages that became no complaint. */
  loose(): Promise<Message[]> {
    return this.messages.loose(LIST_LIMIT);
  }

  /** Answers that reached nobody; the numbers are masked. */
  async stuck(): Promise<Letter[]> {
    const letters = await this.outbox.stuck(LIST_LIMIT);
    return letters.map((letter) => ({ ...letter, address: letter.address && masked(letter.address) }));
  }
}

/** The newest automatic reply (earlier ones were questions, now answered), then every officer's answer. */
function stillSaid(messages: Message[]): ComplaintStatus['said'] {
  const newest = messages.findLast(({ author }) => author === 'automatic')?.inReplyTo;
  return messages.flatMap(({ author, inReplyTo, text, at }) => {
    const holds = author === 'officer' || (author === 'automatic' && inReplyTo === newest);
    return holds && text !== '' ? [{ author, text, at }] : [];
  });
}
