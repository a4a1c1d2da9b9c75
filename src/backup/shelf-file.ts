import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { FieldError } from '../platform/index.js';

export type Read<T> = { value: T; wrong?: never } | { value?: never; wrong: FieldError[] };

/** Reads a YAML file by `schema`; every error is named by file, line and the way to the value. */
export function readShelfFile<T>(file: string, shown: string, schema: z.ZodType<T>): Read<T> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  if (document.errors.length > 0)
    return { wrong: document.errors.map((error) => at(shown, lines.linePos(error.pos[0]).line, error.message)) };
  const content = contentOf(document);
  if (content.bomb) return { wrong: [at(shown, 1, content.bomb)] };
  const result = schema.safeParse(content.value);
  if (result.success) return { value: result.data };
  const lineOf = lineFinder(document, lines);
  return {
    wrong: result.error.issues.map((issue) =>
      at(shown, lineOf(issue.path), `${issue.path.join('.') || 'file'}: ${issue.message}`),
    ),
  };
}

/** Anchors that stand for each other may mean more than fits into any memory: those are not followed. */
function contentOf(document: Document.Parsed): { value?: unknown; bomb?: string } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    return { bomb: (error as Error).message };
  }
}

/** On which line a value of a file stands that could be read. */
export function shelfLine(file: string, way: PropertyKey[]): number {
  const lines = new LineCounter();
  return lineFinder(parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines }), lines)(way);
}

function lineFinder(document: Document.Parsed, lines: LineCounter): (way: PropertyKey[]) => number {
  return function lineOf(way): number {
    const node = document.getIn(way, true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
    return way.length > 0 ? lineOf(way.slice(0, -1)) : 1;
  };
}

function at(file: string, line: number, message: string): FieldError {
  return { field: `${file}:${line}`, message };
}
