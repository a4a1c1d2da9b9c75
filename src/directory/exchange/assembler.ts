import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { assemble } from './assemble.js';
import type { RowProblem } from './check-listed.js';
import { Country } from './country.js';
import { type Gathered, StagingStore } from './staging-store.js';
import { type ImportItem, type JsonObject, type Kind, kinds, type Listed } from './types.js';

const BATCH = 500;

/** Puts together what the files say of each thing, batch by batch, and proposes what is new or differs. */
@Injectable()
export class Assembler {
  constructor(
    private readonly staging: StagingStore,
    private readonly country: Country,
  ) {}

  async run(sheets: ReadonlySet<string>): Promise<void> {
    for (const kind of kinds) {
      let after = '';
      for (;;) {
        const batch = await this.staging.gathered(kind, after, BATCH);
        if (batch.length === 0) break;
        await this.take(kind, batch, sheets);
        after = batch.at(-1)!.owner;
      }
    }
  }

  private async take(kind: Kind, batch: Gathered[], sheets: ReadonlySet<string>): Promise<void> {
    const places = await this.country.placesOf(batch);
    const items: ImportItem[] = [];
    const problems: RowProblem[] = [];
    for (const { owner, rows, known } of batch) {
      const { listed, problems: found } = assemble(kind, owner, known ?? undefined, rows, sheets, places);
      problems.push(...found);
      const { sheet, row } = rows[0]!;
      if (!listed || isDeepStrictEqual(known, listed)) continue;
      items.push({
        kind,
        id: owner,
        sheet,
        row,
        fields: known ? differing(known, listed) : [],
        before: known ?? undefined,
        after: listed,
      });
    }
    await this.staging.propose(items);
    await this.staging.complain(problems);
  }
}

function differing(before: Listed, after: Listed): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => !isDeepStrictEqual((before as JsonObject)[key], (after as JsonObject)[key])).sort();
}
