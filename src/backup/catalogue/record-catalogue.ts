import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { foundInput } from '../trouble.js';
import { CatalogueStore } from './catalogue-store.js';

const input = z.object({ checked: z.array(foundInput) });

/** What a look at the catalogues in all vaults has shown. */
@Injectable()
export class RecordCatalogue extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-catalogue';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(private readonly store: CatalogueStore) {
    super();
  }

  protected async perform({ checked }: z.output<typeof input>, _by: Actor, now: Date) {
    for (const { vaultId, trouble } of checked) await this.store.noteChecked(vaultId, now, trouble);
    const found = checked.map(({ vaultId, trouble }) => `${vaultId}: ${trouble?.code ?? 'right'}`);
    return { result: undefined, subject: { type: 'catalogue', id: 'all' }, detail: { found } };
  }
}
