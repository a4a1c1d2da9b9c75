import type { Readable } from 'node:stream';
import { WHOLE } from '../check-listed.js';
import type { StagedLine } from '../staging-store.js';
import type { JsonObject, Problem } from '../types.js';
import { fromHsds, READERS } from './from-hsds.js';
import { BrokenDocument, DEEPEST, type JsonElement, jsonElements } from './json-elements.js';

const LONGEST_ID = 200;

/**
 * Reads an HSDS 3.0 document, thing by thing, in constant memory: `{"organizations": […], "services": […], "locations": […],
 * "service_at_locations": […]}`. The row of a problem is the place in its list; the column begins with the list. Never throws for
 * what a document holds.
 */
export async function* readHsds(file: string, content: Readable): AsyncGenerator<StagedLine> {
  let last: JsonElement | undefined;
  const fault = (problem: string, value: string): Problem => ({
    file,
    row: last?.row ?? 1,
    column: last?.list ?? '',
    problem,
    value,
  });
  try {
    for await (const element of jsonElements(content)) {
      last = element;
      if (!Object.hasOwn(READERS, element.list)) yield fault('unknown-list', element.list);
      else
        for (const line of recordsOf(file, element)) {
          const wrong = line.owner.length > LONGEST_ID ? 'too-long' : unsound(line.item);
          yield wrong ? fault(wrong, '') : line;
        }
    }
    if (!last) yield fault('empty-file', '');
  } catch (error) {
    if (error instanceof BrokenDocument || error instanceof SyntaxError) yield fault('bad-json', error.message);
    else if (error instanceof TypeError) yield fault('not-utf8', '');
    else yield fault('unreadable', (error as Error).message);
  } finally {
    content.destroy();
  }
}

function recordsOf(file: string, { list, row, text }: JsonElement): Exclude<StagedLine, Problem>[] {
  const records = fromHsds(list, JSON.parse(text) as JsonObject, `HSDS: ${file}`);
  return records.map(({ kind, listed }) => ({ kind, owner: String(listed.id ?? ''), sheet: WHOLE, row, item: listed }));
}

/** What cannot be kept as it is: a NUL, half a character, or brackets in brackets without end. */
function unsound(value: unknown, depth = 0): string | undefined {
  if (depth > DEEPEST) return 'too-deep';
  if (typeof value === 'string') return value.includes('\0') || /\p{Surrogate}/u.test(value) ? 'control-character' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, one] of Object.entries(value)) {
    const fault = unsound(key) ?? unsound(one, depth + 1);
    if (fault) return fault;
  }
  return undefined;
}
