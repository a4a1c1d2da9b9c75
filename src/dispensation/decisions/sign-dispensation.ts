import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Events, Tx } from '../../platform/index.js';
import { DispensationRevoked, DispensationSigned } from '../events.js';
import { FOLLOW } from '../notices/workflow.js';
import { end, sign } from '../rules.js';
import type { Dispensation } from '../types.js';
import { DispensationStore } from './dispensation-store.js';
import { oneLine } from './propose-dispensation.js';

const input = z.object({ dispensationId: z.uuid(), number: oneLine.optional() });

/** The second person puts a proposed decision into force under its official number; its notices follow in the background. */
@Injectable()
export class SignDispensation extends Change<z.output<typeof input>, Dispensation> {
  readonly name = 'dispensation.sign';
  readonly permission = 'dispensation:sign';
  readonly input = input;

  constructor(
    private readonly decisions: DispensationStore,
    private readonly events: Events,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ dispensationId, number }: z.output<typeof input>, by: Actor, now: Date) {
    const signed = sign(await this.decisions.lock(dispensationId), by.person, now, number);
    await this.decisions.save(signed);
    if (signed.replaces) await this.replace(signed.replaces, signed, by, now);
    await this.events.emit(DispensationSigned, { dispensationId, incidentId: signed.incidentId });
    await this.tx.start(FOLLOW, `notices-${dispensationId}-signed`, dispensationId);
    return {
      result: signed,
      subject: { type: 'dispensation', id: dispensationId },
      detail: { number: signed.number, replaces: signed.replaces },
    };
  }

  private async replace(id: string, by: Dispensation, actor: Actor, now: Date): Promise<void> {
    const replaced = end(await this.decisions.lock(id), 'replace', actor.person, now, by.number ?? by.id);
    await this.decisions.save(replaced);
    await this.events.emit(DispensationRevoked, { dispensationId: id, incidentId: replaced.incidentId });
  }
}
