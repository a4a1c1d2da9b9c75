import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../directory/index.js';
import { type Actor, Change, type Changed } from '../people/index.js';
import { ComplaintStore } from './complaint-store.js';
import { errors } from './errors.js';
import { handOn } from './rules.js';
import type { Complaint } from './types.js';

const input = z.object({ complaintId: z.uuid(), officeId: z.string().min(1).max(100) });

/** Gives a complaint to the office that can resolve it. Throws `complaints.no-such-office`. */
@Injectable()
export class HandOnComplaint extends Change<z.output<typeof input>, Complaint> {
  readonly name = 'complaints.hand-on';
  readonly permission = 'complaint:handle';
  readonly input = input;

  constructor(
    private readonly complaints: ComplaintStore,
    private readonly directory: Directory,
  ) {
    super();
  }

  protected async perform(
    { complaintId, officeId }: z.output<typeof input>,
    _by: Actor,
    _now: Date,
  ): Promise<Changed<Complaint>> {
    const offices = await this.directory.offices();
    if (!offices.some((office) => office.id === officeId))
      throw errors.noSuchOffice({ fields: [{ field: 'officeId', message: 'is unknown' }] });
    const handedOn = handOn(await this.complaints.lock(complaintId), officeId);
    await this.complaints.save(handedOn);
    return { result: handedOn, subject: { type: 'complaint', id: complaintId }, detail: { office: officeId } };
  }
}
