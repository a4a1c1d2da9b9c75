import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { newId, normalNumber } from '../platform/index.js';
import { ComplaintStore } from './complaint-store.js';
import { Inbox } from './inbox.js';
import { MessageStore } from './message-store.js';
import { tidy } from './reading.js';
import { SendReply } from './send-reply.js';
import { SenderStore } from './sender-store.js';
import { doors, type Message, type Received, type Sender } from './types.js';

const input = z.object({
  door: z.enum(doors),
  /** Telephone number, when there is one. */
  from: z.string().trim().max(64).optional(),
  text: z.string(),
  receivedAt: z.coerce.date(),
  /** The gateway's or the form's own id of this message: the same one is dealt with once. */
  key: z.string().min(1).max(200),
  /** Continues this complaint; for doors without a telephone number. */
  tracking: z.string().max(40).optional(),
  /** Kecamatan, typed into a field of its own. */
  place: z.string().trim().max(100).optional(),
  /** Chosen already, such as by the link of an answer. Throws `directory.no-such-service`. */
  serviceId: z.string().max(100).optional(),
  /** The office that turned her away, and for whose residents it was told. Throws `directory.no-such-…`. */
  turnedAway: z.object({ officeId: z.string().max(100), regionCode: z.string().max(20) }).optional(),
  locale: z.enum(['id', 'en']).default('id'),
});
export type ReceiveCommand = z.output<typeof input>;

/** A citizen's message through any door: a new complaint, the next word of a conversation, or something that is neither. */
@Injectable()
export class ReceiveMessage extends Change<ReceiveCommand, Received> {
  readonly name = 'complaints.receive';
  readonly permission = 'complaint:receive';
  readonly input = input;

  constructor(
    private readonly inbox: Inbox,
    private readonly complaints: ComplaintStore,
    private readonly messages: MessageStore,
    private readonly senders: SenderStore,
    private readonly reply: SendReply,
  ) {
    super();
  }

  protected async perform(command: ReceiveCommand, _by: Actor, now: Date): Promise<Changed<Received>> {
    await this.messages.lockKey(command.door, command.key);
    const before = await this.messages.byKey(command.door, command.key);
    if (before) return this.repeated(before);
    const sender = command.from ? await this.senders.touch(normalNumber(command.from), now) : undefined;
    const message = incoming(command, sender, now);
    const said = await this.inbox.deal(message, { ...command, sender }, now);
    for (const text of said.texts) await this.reply.write({ text, author: 'automatic', message, complaint: said.complaint }, now);
    const { complaint, outcome, texts: replies } = said;
    return {
      result: { tracking: complaint?.tracking, outcome, replies, sending: this.sends(command.door, sender) },
      subject: complaint ? { type: 'complaint', id: complaint.id } : { type: 'message', id: message.id },
      detail: {
        door: command.door,
        outcome,
        office: complaint?.officeId,
        service: complaint?.serviceId,
        state: complaint?.state,
      },
    };
  }

  /** A gateway that did not hear our answer sends again: it gets the same one. */
  private async repeated(before: Message): Promise<Changed<Received>> {
    const replies = (await this.messages.repliesTo(before.id)).map((reply) => reply.text);
    const tracking = before.complaintId ? (await this.complaints.get(before.complaintId))?.tracking : undefined;
    return {
      result: { tracking, outcome: before.outcome, replies, sending: this.reply.sends && before.door === 'sms' },
      subject: { type: 'message', id: before.id },
      detail: { repeated: true },
    };
  }

  private sends(door: string, sender: Sender | undefined): boolean {
    return this.reply.sends && door === 'sms' && sender !== undefined;
  }
}

/** A message cannot have come after now, whatever the gateway's clock says. */
function incoming(command: ReceiveCommand, sender: Sender | undefined, now: Date): Message {
  const at = command.receivedAt > now ? now : command.receivedAt;
  return {
    id: newId(),
    senderId: sender?.id,
    door: command.door,
    key: command.key,
    author: 'citizen',
    outcome: 'complaint',
    text: tidy(command.text),
    at,
  };
}
