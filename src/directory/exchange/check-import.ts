import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { newId } from '../../platform/index.js';
import { Assembler } from './assembler.js';
import { errors } from './errors.js';
import { ImportRecordStore } from './import-record-store.js';
import { readFiles } from './read-files.js';
import { ReferenceStore } from './reference-store.js';
import { StagingStore } from './staging-store.js';
import type { CheckedImport } from './types.js';

const file = z.object({ name: z.string().trim().min(1).max(200), content: z.instanceof(Readable) });
const input = z.object({ files: z.array(file).max(50) });

type Command = z.output<typeof input>;

/**
 * The dry run of an import: reads CSV files or an HSDS 3 document, in constant memory, and keeps what they would change and all
 * that is wrong with them. Nothing of the directory changes; `ApplyImport` does that.
 */
@Injectable()
export class CheckImport extends Change<Command, CheckedImport> {
  readonly name = 'directory.check-import';
  readonly permission = 'directory:import';
  readonly input = input;

  constructor(
    private readonly staging: StagingStore,
    private readonly assembler: Assembler,
    private readonly references: ReferenceStore,
    private readonly records: ImportRecordStore,
  ) {
    super();
  }

  protected async perform({ files }: Command, by: Actor, now: Date): Promise<Changed<CheckedImport>> {
    if (files.length === 0) throw errors.noFiles();
    const names = new Map<string, string>();
    const base = await this.records.print();
    await this.staging.stage(readFiles(files, names));
    await this.assembler.run(new Set(names.keys()));
    await this.references.check();
    const counts = await this.records.counts();
    const run: CheckedImport = {
      id: newId(),
      files: files.map(({ name }) => name),
      counts,
      problems: await this.records.problemCount(),
      checkedAt: now,
      checkedBy: by.person,
    };
    await this.records.record({ ...run, base });
    await this.records.recordProblems(run.id, Object.fromEntries(names));
    return { result: run, subject: { type: 'directory-import', id: run.id }, detail: { counts, problems: run.problems } };
  }
}
