import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { parse } from 'csv-parse';
import { errors } from '../errors.js';
import { type Cells, COLUMNS } from './obligation-row.js';

export interface FileRow {
  /** Line in the file; the header is line 1. */
  row: number;
  cells: Cells;
}

/**
 * An obligations file as a stream of rows, in constant memory: UTF-8 CSV, comma or semicolon, its first line naming the columns
 * in any order. Throws `dispensation.missing-columns` or `dispensation.unreadable-file`.
 */
export class ObligationFile {
  private readonly hash = createHash('sha256');

  constructor(
    readonly name: string,
    private readonly content: Readable,
  ) {}

  /** Hex SHA-256 of what was read; whole once `rows` has ended. */
  get sha256(): string {
    return this.hash.copy().digest('hex');
  }

  async *rows(): AsyncGenerator<FileRow> {
    if (this.content.destroyed) throw errors.unreadableFile({ file: this.name, problem: 'READ_BEFORE' });
    const parser = parse({
      bom: true,
      delimiter: [',', ';'],
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 100_000,
    });
    const hashing = new Transform({ transform: (chunk, _encoding, done) => done(null, this.hash.update(chunk) && chunk) });
    for (const stream of [this.content, hashing]) stream.on('error', (error) => parser.destroy(error));
    this.content.pipe(hashing).pipe(parser);
    try {
      yield* this.read(parser);
    } catch (error) {
      throw this.asDomainError(error);
    } finally {
      this.content.destroy();
    }
  }

  private async *read(parser: AsyncIterable<{ record: string[]; info: { lines: number } }>): AsyncGenerator<FileRow> {
    let places: number[] | undefined;
    for await (const { record, info } of parser) {
      if (places) yield { row: info.lines, cells: cellsOf(record, places) };
      else places = this.placesOf(record);
    }
    if (!places) throw errors.emptyFile({ file: this.name });
  }

  private placesOf(header: string[]): number[] {
    const names = header.map((name) => name.toLowerCase());
    const missing = COLUMNS.filter((column) => !names.includes(column));
    if (missing.length > 0) throw errors.missingColumns({ file: this.name, columns: missing.join(', ') });
    return COLUMNS.map((column) => names.indexOf(column));
  }

  private asDomainError(error: unknown): unknown {
    const { code, lines } = error as { code?: string; lines?: number };
    if (code?.startsWith('CSV_') || code?.startsWith('E'))
      return errors.unreadableFile({ file: this.name, row: lines, problem: code });
    return error;
  }
}

function cellsOf(record: string[], places: number[]): Cells {
  return Object.fromEntries(COLUMNS.map((column, index) => [column, record[places[index]!] ?? ''])) as Cells;
}
