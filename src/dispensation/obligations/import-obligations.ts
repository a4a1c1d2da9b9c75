import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { newId, Tx } from '../../platform/index.js';
import { DispensationStore } from '../decisions/dispensation-store.js';
import { errors } from '../errors.js';
import { FOLLOW } from '../notices/workflow.js';
import { HomeOffices } from './home-offices.js';
import { ObligationFile } from './obligation-file.js';
import { ObligationStore } from './obligation-store.js';
import { PaymentStore } from './payment-store.js';
import { RowReader } from './row-reader.js';

const input = z.object({
  /** Name of the file as its sender calls it, without folders. */
  name: z.string().trim().min(1).max(200),
  /** The content as UTF-8 CSV; read once. */
  content: z.instanceof(Readable),
});

export interface Imported {
  importId: string;
  rows: number;
  /** New or different from what was known. */
  changed: number;
}

/**
 * Takes over a file of obligations, whole or not at all, in constant memory. A row that is known by its vehicle, service and due
 * date is brought up to date. Throws `dispensation.bad-file` with the rows and columns that are wrong. Every signed decision
 * then follows: its notices are issued or withdrawn by what the file says.
 */
@Injectable()
export class ImportObligations extends Change<z.output<typeof input>, Imported> {
  readonly name = 'dispensation.import-obligations';
  readonly permission = 'obligation:import';
  readonly input = input;

  constructor(
    private readonly obligations: ObligationStore,
    private readonly payments: PaymentStore,
    private readonly homes: HomeOffices,
    private readonly decisions: DispensationStore,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ name, content }: z.output<typeof input>, by: Actor, now: Date) {
    const importId = newId();
    const { rows, sha256 } = await this.stage(new ObligationFile(name, content));
    await this.payments.lock();
    const changed = await this.obligations.merge(importId);
    await this.payments.weigh();
    await this.obligations.cover(importId);
    const record = {
      id: importId,
      fileName: name,
      sha256,
      rowCount: rows,
      changedCount: changed,
      importedAt: now,
      importedBy: by.person,
    };
    await this.obligations.recordImport(record);
    for (const id of await this.decisions.signedIds()) await this.tx.start(FOLLOW, `notices-${id}-import-${importId}`, id);
    return {
      result: { importId, rows, changed },
      subject: { type: 'obligation-import', id: importId },
      detail: { rows, changed, sha256 },
    };
  }

  private async stage(file: ObligationFile): Promise<{ rows: number; sha256: string }> {
    const reader = new RowReader();
    await this.obligations.stage(reader.copyLines(file));
    reader.add(await this.homes.assign());
    reader.add((await this.obligations.stagedTwice()).map(({ row }) => ({ row, column: 'vehicle_ref', problem: 'twice' })));
    if (reader.wrong > 0) throw errors.badFile(reader.describe(file.name));
    if (reader.rows === 0) throw errors.emptyFile({ file: file.name });
    return { rows: reader.rows, sha256: file.sha256 };
  }
}
