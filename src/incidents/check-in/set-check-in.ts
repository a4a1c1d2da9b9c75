import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { CheckInStore } from './check-in-store.js';

const input = z.object({ officeId: z.string().min(1), asks: z.boolean() });

/** Whether an office says each morning that it has opened, and is asked where it does not. Throws the directory's `no-such-office`. */
@Injectable()
export class SetCheckIn extends Change<z.output<typeof input>, { officeId: string; asks: boolean }> {
  readonly name = 'incidents.set-check-in';
  readonly permission = 'check-in:set';
  readonly input = input;

  constructor(
    private readonly directory: Directory,
    private readonly checkIns: CheckInStore,
  ) {
    super();
  }

  protected async perform({ officeId, asks }: z.output<typeof input>, by: Actor, now: Date) {
    await this.directory.office(officeId);
    await (asks ? this.checkIns.join(officeId, by.person, now) : this.checkIns.leave(officeId));
    return { result: { officeId, asks }, subject: { type: 'office', id: officeId }, detail: { asks } };
  }
}
