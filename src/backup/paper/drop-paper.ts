import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { PaperStore } from './paper-store.js';
import type { PaperBatch } from './types.js';

const input = z.object({ batchId: z.uuid() });

/** Takes a bundle that was registered by mistake off the worklist; the ledger keeps what it said. */
@Injectable()
export class DropPaper extends Change<z.output<typeof input>, PaperBatch> {
  readonly name = 'backup.drop-paper';
  readonly permission = 'paper:work';
  readonly input = input;

  constructor(private readonly paper: PaperStore) {
    super();
  }

  protected async perform({ batchId }: z.output<typeof input>, _by: Actor, _now: Date) {
    const batch = await this.paper.lock(batchId);
    await this.paper.remove(batchId);
    const { officeId: office, serviceId: service, day, forms, entered } = batch;
    return { result: batch, subject: { type: 'paper-batch', id: batchId }, detail: { office, service, day, forms, entered } };
  }
}
