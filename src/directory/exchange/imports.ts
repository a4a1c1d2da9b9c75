import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { errors } from './errors.js';
import { ImportRecordStore } from './import-record-store.js';
import type { CheckedImport, ImportItem, Problem } from './types.js';

/** The dry runs that were made, newest first, and what each found. Throws `directory.no-such-import`. */
@Injectable()
export class Imports {
  constructor(private readonly records: ImportRecordStore) {}

  newest(limit = 10): Promise<CheckedImport[]> {
    return this.records.newest(limit);
  }

  async get(id: string): Promise<CheckedImport> {
    if (!z.uuid().safeParse(id).success) throw errors.noSuchImport({ import: id });
    const { base: _, ...run } = await this.records.get(id);
    return run;
  }

  problems(id: string, limit: number, offset?: number): Promise<Problem[]> {
    return this.records.problems(id, limit, offset);
  }

  /** What changes first, then what is new. */
  items(id: string, limit: number, offset?: number): Promise<ImportItem[]> {
    return this.records.items(id, limit, offset);
  }
}
