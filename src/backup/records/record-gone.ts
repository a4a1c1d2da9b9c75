import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { LeftoverStore } from '../retention/index.js';
import { foundInput } from '../trouble.js';

const input = z.object({ pointId: z.uuid(), found: z.array(foundInput) });

/** Vaults were asked to let a removed point go; what has not gone still lies there, and is asked for again. */
@Injectable()
export class RecordGone extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-gone';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(private readonly leftovers: LeftoverStore) {
    super();
  }

  protected async perform({ pointId, found }: z.output<typeof input>, _by: Actor, now: Date) {
    for (const one of found) await this.leftovers.note(pointId, one, now);
    const detail = { found: found.map(({ vaultId, trouble }) => `${vaultId}: ${trouble?.code ?? 'gone'}`) };
    return { result: undefined, subject: { type: 'recovery-point', id: pointId }, detail };
  }
}
