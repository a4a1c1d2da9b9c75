import { Injectable } from '@nestjs/common';
import { HOUR_MS } from '../platform/index.js';
import { ComplaintStore } from './complaint-store.js';
import { MessageStore } from './message-store.js';
import { ComplaintParameters } from './parameters.js';
import type { Reply } from './reply.js';
import { SenderStore } from './sender-store.js';
import type { Complaint, Message, Outcome, Question } from './types.js';

/** Keeps a complaint, what was said, what was asked back, and where its sender lives. Inside a verb's transaction. */
@Injectable()
export class ComplaintFile {
  constructor(
    private readonly complaints: ComplaintStore,
    private readonly messages: MessageStore,
    private readonly senders: SenderStore,
    private readonly parameters: ComplaintParameters,
  ) {}

  async open(complaint: Complaint): Promise<void> {
    await this.complaints.insert(complaint);
  }

  hold(id: string): Promise<Complaint> {
    return this.complaints.lock(id);
  }

  byTracking(tracking: string): Promise<Complaint | undefined> {
    return this.complaints.byTracking(tracking);
  }

  newestOpenOf(senderId: string): Promise<Complaint | undefined> {
    return this.complaints.newestOpenOf(senderId);
  }

  question(by: { senderId?: string; complaintId?: string }, now: Date): Promise<Question | undefined> {
    return this.messages.questionOf(by, now);
  }

  async note(message: Message, outcome: Outcome, complaint?: Complaint): Promise<void> {
    await this.messages.insert({ ...message, outcome, complaintId: complaint?.id });
  }

  /** The complaint as the reply leaves it; an open question is replaced by the newest, or settled. */
  async keep({ complaint, asks }: Reply, now: Date): Promise<void> {
    await this.complaints.save(complaint);
    if (complaint.senderId && complaint.regionCode) await this.senders.livesIn(complaint.senderId, complaint.regionCode, now);
    if (!asks) return this.messages.settle(complaint.id);
    const dueAt = new Date(now.getTime() + this.parameters.values.conversation.questionHours * HOUR_MS);
    await this.messages.ask({ complaintId: complaint.id, senderId: complaint.senderId, ...asks, askedAt: now, dueAt });
  }
}
