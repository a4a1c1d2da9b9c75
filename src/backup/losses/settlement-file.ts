import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { parse } from 'csv-parse';
import { errors } from '../errors.js';
import { COLUMNS, type SettlementFormat } from './settlement-format.js';
import type { Cells } from './settlement-row.js';

export interface FileRow {
  /** Line in the file; the header is line 1. */
  row: number;
  cells: Cells;
}

/**
 * A settlement file as a stream of rows, in constant memory: UTF-8 CSV whose first line names the columns, in any order. Throws
 * `backup.unreadable-settlement`, `backup.settlement-columns` or `backup.empty-settlement`.
 */
export class SettlementFile {
  private readonly hash = createHash('sha256');

  constructor(
    readonly name: string,
    private readonly content: Readable,
    private readonly format: SettlementFormat,
  ) {}

  /** Hex SHA-256 of what was read; whole once `rows` has ended. */
  get sha256(): string {
    return this.hash.copy().digest('hex');
  }

  async *rows(): AsyncGenerator<FileRow> {
    const parser = parse({
      delimiter: this.format.delimiter,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 100_000,
    });
    const feeding = this.feed(parser);
    try {
      yield* this.read(parser);
      await feeding;
    } catch (error) {
      throw this.asDomainError(error);
    } finally {
      this.content.destroy();
    }
  }

  /** Every byte is looked at before the parser gets it: a wrong encoding must not become a wrong name or number. */
  private async feed(parser: ReturnType<typeof parse>): Promise<void> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const closed = new AbortController();
    parser.once('close', () => closed.abort());
    let row = 1;
    try {
      for await (const chunk of this.content as AsyncIterable<Buffer | string>) {
        const bytes = Buffer.from(chunk as string);
        this.hash.update(bytes);
        const text = this.decoded(decoder, bytes, row);
        row += linesIn(text);
        if (!parser.write(text)) await once(parser, 'drain', { signal: closed.signal });
      }
      parser.end(this.decoded(decoder, undefined, row));
    } catch (error) {
      parser.destroy(error as Error);
    }
  }

  private decoded(decoder: TextDecoder, bytes: Buffer | undefined, row: number): string {
    try {
      const text = decoder.decode(bytes, { stream: bytes !== undefined });
      const place = text.indexOf('\0');
      if (place < 0) return text;
      throw errors.unreadableSettlement({ file: this.name, row: row + linesIn(text.slice(0, place)), problem: 'NUL' });
    } catch (error) {
      if (error instanceof TypeError)
        throw errors.unreadableSettlement({ file: this.name, row: row + goodLines(bytes), problem: 'not UTF-8' });
      throw error;
    }
  }

  private async *read(parser: AsyncIterable<{ record: string[]; info: { lines: number } }>): AsyncGenerator<FileRow> {
    let places: number[] | undefined;
    for await (const { record, info } of parser) {
      if (places) yield { row: info.lines, cells: cellsOf(record, places) };
      else places = this.placesOf(record);
    }
    if (!places) throw errors.emptySettlement({ file: this.name });
  }

  private placesOf(header: string[]): number[] {
    const names = header.map((name) => name.toLowerCase());
    const wanted = COLUMNS.map((column) => this.format.columns[column]);
    const missing = wanted.filter((name) => !names.includes(name.toLowerCase()));
    if (missing.length > 0) throw errors.settlementColumns({ file: this.name, columns: missing.join(', ') });
    return wanted.map((name) => names.indexOf(name.toLowerCase()));
  }

  private asDomainError(error: unknown): unknown {
    const { code, lines } = error as { code?: string; lines?: number };
    if (!code?.startsWith('CSV_') && !code?.startsWith('E')) return error;
    return errors.unreadableSettlement({ file: this.name, row: lines, problem: code });
  }
}

function cellsOf(record: string[], places: number[]): Cells {
  return Object.fromEntries(COLUMNS.map((column, index) => [column, record[places[index]!] ?? ''])) as Cells;
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** How many lines end before the first bytes that are no UTF-8. */
function goodLines(bytes: Buffer | undefined): number {
  const place = bytes ? bytes.toString('utf8').indexOf('\uFFFD') : 0;
  return linesIn(bytes?.toString('utf8').slice(0, Math.max(0, place)) ?? '');
}
