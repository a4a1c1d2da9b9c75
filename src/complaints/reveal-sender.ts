import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Change, type Changed } from '../people/index.js';
import { ComplaintStore } from './complaint-store.js';
import { errors } from './errors.js';
import { SenderStore } from './sender-store.js';

const input = z.object({ complaintId: z.uuid() });

/** Shows an officer the number behind a complaint; that she looked stands in the ledger, the number does not. */
@Injectable()
export class RevealSender extends Change<z.output<typeof input>, { address: string }> {
  readonly name = 'complaints.reveal-sender';
  readonly permission = 'complaint:handle';
  readonly input = input;

  constructor(
    private readonly complaints: ComplaintStore,
    private readonly senders: SenderStore,
  ) {
    super();
  }

  protected async perform({ complaintId }: z.output<typeof input>): Promise<Changed<{ address: string }>> {
    const complaint = await this.complaints.lock(complaintId);
    if (complaint.purgedAt) throw errors.senderPurged();
    const sender = complaint.senderId ? await this.senders.get(complaint.senderId) : undefined;
    if (!sender) throw errors.noSender();
    return { result: { address: sender.address }, subject: { type: 'complaint', id: complaintId } };
  }
}
