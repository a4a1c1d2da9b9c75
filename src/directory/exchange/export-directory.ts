import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { errors } from './errors.js';
import { ExportStore } from './export-store.js';
import { locationOf, organizationOf, serviceAtLocationOf, serviceOf, virtualLocationOf } from './hsds/to-hsds.js';
import { SHEETS, type Sheet } from './sheets.js';
import { linesOf } from './spread.js';
import type { JsonObject } from './types.js';

export const HSDS_FILE = 'hsds.json';

/** Cells that would come back without their outer blanks. */
const NEEDS_QUOTES = /^\s|\s$/;

/**
 * What was imported, as files that an import takes: `offices.csv` and its like, and `hsds.json`. Streams in constant memory. What
 * is exported and imported again is the same. Statuses, visits and what people recorded by hand are not in it.
 */
@Injectable()
export class ExportDirectory {
  readonly files = [...SHEETS.map(({ name }) => `${name}.csv`), HSDS_FILE];

  constructor(private readonly store: ExportStore) {}

  /** Throws `directory.no-such-sheet` for a name that is not in `files`. */
  file(name: string): Readable {
    if (name === HSDS_FILE) return Readable.from(this.hsds());
    const sheet = SHEETS.find((one) => `${one.name}.csv` === name);
    if (!sheet) throw errors.noSuchSheet({ file: name });
    return this.csv(sheet);
  }

  private csv(sheet: Sheet): Readable {
    const columns = sheet.columns.map(({ name }) => name);
    const lines = stringify({ header: true, columns, quoted_match: NEEDS_QUOTES });
    const source = Readable.from(this.lines(sheet));
    source.on('error', (error) => lines.destroy(error));
    return source.pipe(lines);
  }

  private async *lines(sheet: Sheet): AsyncGenerator<string[]> {
    for await (const listed of this.store.all(sheet.kind)) yield* linesOf(sheet, listed);
  }

  private async *hsds(): AsyncGenerator<string> {
    yield '{"version":"3.0"';
    yield* list('organizations', map(this.store.all('agency'), organizationOf));
    yield* list('services', map(this.store.all('service'), serviceOf));
    yield* list('locations', this.locations());
    yield* list(
      'service_at_locations',
      map(this.store.offerings(), ({ listed, officeId }) => serviceAtLocationOf(listed, officeId ?? undefined)),
    );
    yield '\n}\n';
  }

  private async *locations(): AsyncGenerator<JsonObject> {
    for await (const { listed, label, channels } of this.store.offices()) yield locationOf(listed, label, channels);
    for await (const channel of this.store.all('channel')) if (channel.officeId === undefined) yield virtualLocationOf(channel);
  }
}

async function* list(name: string, things: AsyncIterable<JsonObject>): AsyncGenerator<string> {
  let between = '\n';
  yield `,\n"${name}":[`;
  for await (const thing of things) {
    yield `${between}${JSON.stringify(thing)}`;
    between = ',\n';
  }
  yield '\n]';
}

async function* map<From, To>(source: AsyncIterable<From>, change: (value: From) => To): AsyncGenerator<To> {
  for await (const value of source) yield change(value);
}
