import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { Events } from '../platform/index.js';
import { ComplaintStore } from './complaint-store.js';
import { Deadlines } from './deadlines.js';
import { ComplaintAnswered } from './events.js';
import { MessageStore } from './message-store.js';
import { answer } from './rules.js';
import { SendReply } from './send-reply.js';
import type { Complaint } from './types.js';

const input = z.object({ complaintId: z.uuid(), text: z.string().trim().min(1).max(1000) });

/** An officer answers: by SMS where a number is known, and always on the page of the complaint. */
@Injectable()
export class AnswerComplaint extends Change<z.output<typeof input>, Complaint> {
  readonly name = 'complaints.answer';
  readonly permission = 'complaint:handle';
  readonly input = input;

  constructor(
    private readonly complaints: ComplaintStore,
    private readonly messages: MessageStore,
    private readonly deadlines: Deadlines,
    private readonly reply: SendReply,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ complaintId, text }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<Complaint>> {
    const complaint = await this.complaints.lock(complaintId);
    const answered = answer(complaint, this.deadlines.silentAfter(now), now);
    await this.complaints.save(answered);
    await this.messages.settle(complaintId);
    await this.reply.write({ text, author: 'officer', complaint: answered }, now);
    await this.events.emit(ComplaintAnswered, { complaintId });
    return {
      result: answered,
      subject: { type: 'complaint', id: complaintId },
      detail: { from: complaint.state, to: answered.state },
    };
  }
}
