import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { errors } from '../errors.js';
import { sha256 } from '../manifest.js';
import { DrillStore } from './drill-store.js';

const input = z.object({ drillId: z.uuid(), answer: z.string().trim().toUpperCase().min(1).max(100) });

/** The holder of an escrow key has opened what was sealed for her: recorded with its date. Throws `wrong-answer`. */
@Injectable()
export class AnswerDrill extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.answer-drill';
  readonly permission = 'escrow:drill';
  readonly input = input;

  constructor(private readonly drills: DrillStore) {
    super();
  }

  protected async perform({ drillId, answer }: z.output<typeof input>, by: Actor, now: Date) {
    const drill = await this.drills.get(drillId);
    if (sha256(answer) !== drill.answerDigest) throw errors.wrongAnswer({ fields: [{ field: 'answer', message: 'wrong' }] });
    await this.drills.answered(drillId, now, by.person);
    return { result: undefined, subject: { type: 'escrow-key', id: drill.recipient } };
  }
}
