import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { newId, Tx } from '../../platform/index.js';
import { Shelf } from '../shelf.js';
import { PROBE } from '../workflows/names.js';

const input = z.object({ vaultId: z.string() });

/** Tries a vault anew as each role; a workflow goes from role to role and records what each could do. */
@Injectable()
export class ProbeVault extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.probe';
  readonly permission = 'backup:verify';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ vaultId }: z.output<typeof input>, _by: Actor, _now: Date) {
    this.shelf.vault(vaultId);
    const probeId = newId();
    await this.tx.start(PROBE.writer, `probe-${probeId}`, vaultId, probeId);
    return { result: undefined, subject: { type: 'vault', id: vaultId }, detail: {} };
  }
}
