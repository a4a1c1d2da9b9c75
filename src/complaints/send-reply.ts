import { Injectable } from '@nestjs/common';
import { newId, SmsGateway, Tx } from '../platform/index.js';
import { MessageStore } from './message-store.js';
import { OutboxStore } from './outbox-store.js';
import type { Complaint, Message, OutgoingState } from './types.js';

export const SEND_SMS = 'complaints.send-sms';
const FIRST_RETRY_MS = 5 * 60_000;

interface ToSay {
  text: string;
  author: 'automatic' | 'officer';
  /** What it replies to. */
  message?: Message;
  complaint?: Complaint;
}

/** Writes what we say, and puts it into the outbox when it goes to a telephone. Inside a verb's transaction. */
@Injectable()
export class SendReply {
  constructor(
    private readonly messages: MessageStore,
    private readonly outbox: OutboxStore,
    private readonly tx: Tx,
    private readonly gateway: SmsGateway,
  ) {}

  /** Whether this server sends SMS itself; if not, the adapter's answer carries the replies. */
  get sends(): boolean {
    return this.gateway.isSetUp;
  }

  async write({ text, author, message, complaint }: ToSay, now: Date): Promise<void> {
    const reply: Message = {
      id: newId(),
      complaintId: complaint?.id,
      senderId: message ? message.senderId : complaint?.senderId,
      door: message?.door ?? complaint?.door ?? 'web',
      author,
      outcome: 'reply',
      inReplyTo: message?.id,
      text,
      at: now,
    };
    await this.messages.insert(reply);
    if (reply.senderId && (reply.door === 'sms' || author === 'officer')) await this.post(reply, now);
  }

  private async post(message: Message, now: Date): Promise<void> {
    const state: OutgoingState = this.sends ? 'waiting' : message.author === 'automatic' ? 'carried' : 'held';
    const id = newId();
    const dueAt = state === 'waiting' ? new Date(now.getTime() + FIRST_RETRY_MS) : undefined;
    await this.outbox.insert({
      id,
      messageId: message.id,
      senderId: message.senderId,
      state,
      attempts: 0,
      dueAt,
      createdAt: now,
    });
    if (state === 'waiting') await this.tx.start(SEND_SMS, `sms-${id}-1`, id);
  }
}
