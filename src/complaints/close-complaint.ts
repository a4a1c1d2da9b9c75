import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { Events } from '../platform/index.js';
import { ComplaintStore } from './complaint-store.js';
import { ComplaintClosed } from './events.js';
import { MessageStore } from './message-store.js';
import { close } from './rules.js';
import { type Complaint, closeReasons } from './types.js';

const input = z.object({ complaintId: z.uuid(), reason: z.enum(closeReasons).exclude(['no-reply']) });

/** Closes a complaint. Throws `complaints.not-resolved` when the reason needs an answer and no officer has given one. */
@Injectable()
export class CloseComplaint extends Change<z.output<typeof input>, Complaint> {
  readonly name = 'complaints.close';
  readonly permission = 'complaint:handle';
  readonly input = input;

  constructor(
    private readonly complaints: ComplaintStore,
    private readonly messages: MessageStore,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ complaintId, reason }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<Complaint>> {
    const closed = close(await this.complaints.lock(complaintId), reason, now);
    await this.complaints.save(closed);
    await this.messages.settle(complaintId);
    await this.events.emit(ComplaintClosed, { complaintId });
    return { result: closed, subject: { type: 'complaint', id: complaintId }, detail: { reason } };
  }
}
