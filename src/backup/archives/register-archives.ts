import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { civilDate, newId } from '../../platform/index.js';
import { Shelf } from '../shelf.js';
import { ArchiveStore } from './archive-store.js';
import { type ArchiveRow, COLUMNS, faulty, type NumberedRow, readArchives } from './rules.js';

const MOST_ROWS = 20_000;
const row = z.partialRecord(z.enum(COLUMNS), z.string().trim());

const input = z.object({
  /** Rows, or the CSV that holds them, with a header of the same names in any order. */
  register: z.union([z.array(row).max(MOST_ROWS), z.string().max(8_000_000)]),
});

export interface RegisteredArchives {
  archives: number;
  /** The others were known, and are brought up to date. */
  added: number;
}

/** Takes a list of paper archives into the register, whole or not at all. Throws `bad-archive` with every fault by row and column. */
@Injectable()
export class RegisterArchives extends Change<z.output<typeof input>, RegisteredArchives> {
  readonly name = 'backup.register-archives';
  readonly permission = 'archive:register';
  readonly input = input;

  constructor(
    private readonly directory: Directory,
    private readonly shelf: Shelf,
    private readonly archives: ArchiveStore,
  ) {
    super();
  }

  protected async perform({ register }: z.output<typeof input>, by: Actor, now: Date) {
    const rows = typeof register === 'string' ? readCsv(register) : register.map((cells, index) => ({ row: index + 2, cells }));
    const plain = readArchives(rows, {
      offices: new Set((await this.directory.offices()).map(({ id }) => id)),
      services: new Set((await this.directory.services()).map(({ id }) => id)),
      sources: new Set(this.shelf.sources.map(({ id }) => id)),
      today: civilDate(now),
    });
    const added = await this.archives.merge(
      plain.map((archive) => ({ ...archive, id: newId(), registeredAt: now, registeredBy: by.person })),
    );
    const result = { archives: plain.length, added };
    const offices = [...new Set(plain.map(({ officeId }) => officeId))];
    return { result, subject: { type: 'archive', id: offices[0] ?? 'none' }, detail: { ...result, offices: offices.length } };
  }
}

function readCsv(text: string): NumberedRow[] {
  const layout = { bom: true, columns: true, delimiter: [',', ';'], skip_empty_lines: true, trim: true, info: true };
  try {
    const read = parse(text, layout) as unknown as { record: ArchiveRow; info: { lines: number } }[];
    return read.map(({ record, info }) => ({ row: info.lines, cells: record }));
  } catch (error) {
    const { lines = 1 } = error as { lines?: number };
    throw faulty([{ row: lines, column: '', problem: 'ragged' }]);
  }
}
