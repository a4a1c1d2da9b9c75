import type { Readable } from 'node:stream';
import { Readable as Stream } from 'node:stream';
import { parse } from 'csv-parse';
import { readCells } from './cells.js';
import type { Sheet } from './sheets.js';
import type { JsonObject, Problem } from './types.js';

const LONGEST_ROW = 1_000_000;
const DELIMITERS = [',', ';', '\t'];

/** A line that could be read, or what is wrong with one. */
export type CsvLine = { row: number; owner: string; item: JsonObject } | Problem;

class NotUtf8 extends Error {
  constructor(readonly row: number) {
    super('not UTF-8');
  }
}

/**
 * Reads one sheet line by line, in constant memory: UTF-8 with or without a byte order mark, comma, semicolon or tab between the
 * cells, the columns in any order. Never throws for what a file holds: each fault is a line of what comes out.
 */
export async function* readCsv(file: string, sheet: Sheet, content: Readable): AsyncGenerator<CsvLine> {
  const fault = (row: number, column: string, problem: string, value = ''): Problem => ({ file, row, column, problem, value });
  const text = decoded(content);
  let row = 0;
  try {
    const first = await text.next();
    if (first.done) return yield fault(1, '', 'empty-file');
    const parser = parserOf(first.value, text);
    let header: string[] | undefined;
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (!header) {
        header = cells.map((name) => name.trim().toLowerCase());
        const faults = headerFaults(sheet, header);
        yield* faults.map(({ column, problem }) => fault(row, column, problem));
        if (faults.some(({ problem }) => problem === 'missing-column')) return;
      } else if (cells.length === 1 && cells[0] === '') continue;
      else if (cells.length !== header.length) yield fault(row, '', 'ragged', `${cells.length} / ${header.length}`);
      else yield* lineOf(sheet, row, header, cells, fault);
    }
  } catch (error) {
    yield fault(...whereOf(error, row));
  } finally {
    content.destroy();
  }
}

function* lineOf(
  sheet: Sheet,
  row: number,
  header: string[],
  cells: string[],
  fault: (row: number, column: string, problem: string, value: string) => Problem,
): Generator<CsvLine> {
  const { item, problems } = readCells(sheet, new Map(header.map((name, index) => [name, cells[index] ?? ''])));
  if (problems.length === 0) yield { row, owner: String(item[sheet.columns[0]!.path]), item };
  else yield* problems.map(({ column, problem, value }) => fault(row, column, problem, value));
}

function headerFaults(sheet: Sheet, header: string[]): { column: string; problem: string }[] {
  const known = new Set(sheet.columns.map(({ name }) => name));
  const needed = sheet.main ? [sheet.owner] : sheet.columns.filter(({ must }) => must).map(({ name }) => name);
  return [
    ...needed.filter((name) => !header.includes(name)).map((column) => ({ column, problem: 'missing-column' })),
    ...header.filter((name) => !known.has(name)).map((column) => ({ column, problem: 'unknown-column' })),
    ...header.filter((name, index) => header.indexOf(name) !== index).map((column) => ({ column, problem: 'twice' })),
  ];
}

function parserOf(first: string, rest: AsyncGenerator<string>) {
  const parser = parse({ delimiter: delimiterOf(first), relax_column_count: true, max_record_size: LONGEST_ROW });
  const source = Stream.from(joined(first, rest));
  source.on('error', (error) => parser.destroy(error));
  return source.pipe(parser);
}

async function* joined(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

function delimiterOf(text: string): string {
  const [line = ''] = text.split('\n', 1);
  const count = (delimiter: string) => line.split(delimiter).length;
  return DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** Pieces of text of at least a line, without the byte order mark. Throws `NotUtf8` with the row of the first byte that is none. */
async function* decoded(content: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 1;
  let held = '';
  const text = (chunk?: Buffer) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      const sound = chunk ? new TextDecoder('utf-8').decode(chunk).split('\ufffd', 1)[0]! : '';
      throw new NotUtf8(lines + newlines(sound));
    }
  };
  for await (const chunk of content) {
    held += text(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string));
    if (!held.includes('\n')) continue;
    yield held;
    lines += newlines(held);
    held = '';
  }
  held += text();
  if (held !== '') yield held;
}

const newlines = (text: string) => text.split('\n').length - 1;

function whereOf(error: unknown, row: number): [number, string, string, string] {
  if (error instanceof NotUtf8) return [error.row, '', 'not-utf8', ''];
  const { code, message } = error as { code?: string; message?: string };
  return [row + 1, '', 'unreadable', code ?? message ?? ''];
}
