import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { civilDate, Events } from '../platform/index.js';
import { ComplaintStore } from './complaint-store.js';
import { ComplaintClosed } from './events.js';
import { close } from './rules.js';

const AT_ONCE = 200;
const input = z.object({});

/** Closes what an officer answered and the citizen did not come back to within the working days of `data/complaints.json`. */
@Injectable()
export class CloseSilentComplaints extends Change<z.output<typeof input>, number> {
  readonly name = 'complaints.close-silent';
  readonly permission = 'complaint:record';
  readonly input = input;

  constructor(
    private readonly complaints: ComplaintStore,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform(_command: object, _by: Actor, now: Date): Promise<Changed<number>> {
    const silent = await this.complaints.silentBefore(civilDate(now), AT_ONCE);
    for (const { id } of silent) {
      await this.complaints.save(close(await this.complaints.lock(id), 'no-reply', now));
      await this.events.emit(ComplaintClosed, { complaintId: id });
    }
    return { result: silent.length, subject: { type: 'complaint', id: 'silent' }, detail: { closed: silent.length } };
  }
}
