import { readFileSync } from 'node:fs';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { FieldError } from '../platform/index.js';
import { KnownKeys } from './shelf-keys.js';

export type Read<T> = { value: T; wrong?: never } | { value?: never; wrong: FieldError[] };

/** Reads a YAML file by `schema`; every error is named by file, line and the way to the value. */
export function readShelfFile<T>(file: string, shown: string, schema: z.ZodType<T>): Read<T> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return { wrong: document.errors.map((error) => at(shown, lines.linePos(error.pos[0]).line, error.message)) };
  const content = contentOf(document);
  if (content.bomb) return { wrong: [at(shown, 1, content.bomb)] };
  const known = new KnownKeys();
  const result = schema.safeParse(content.value, { error: known.learn });
  if (result.success) return { value: result.data };
  const lineOf = lineFinder(document, lines);
  return { wrong: faultsOf(result.error.issues, known).map(({ path, message }) => at(shown, lineOf(path), message)) };
}

/** Each wrong key is a fault of its own; that its right one is missing then need not be said. */
function faultsOf(issues: z.core.$ZodIssue[], known: KnownKeys): { path: PropertyKey[]; message: string }[] {
  const keys = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ path: issue.path, key })) : [],
  );
  const misspelt = new Set(keys.map(({ path, key }) => wayTo([...path, known.meant(path, key) ?? key])));
  const others = issues.filter(({ code, path }) => code !== 'unrecognized_keys' && !misspelt.has(wayTo(path)));
  return [
    ...keys.map(({ path, key }) => ({
      path: [...path, key],
      message: `${wayTo(path)}: Unrecognized key: "${key}"${known.help(path, key)}`,
    })),
    ...others.map(({ path, message }) => ({ path, message: `${wayTo(path)}: ${message}` })),
  ];
}

function wayTo(path: PropertyKey[]): string {
  return path.join('.') || 'file';
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

/** Of a word its own line, not that of what stands below it; of what is missing, that of what it is missing in. */
function lineFinder(document: Document.Parsed, lines: LineCounter): (way: PropertyKey[]) => number {
  return (way) => {
    let offset = document.contents?.range?.[0] ?? 0;
    let here: Node | null = document.contents;
    for (const step of way) {
      const next = stepInto(here, step);
      if (!next?.named?.range) break;
      offset = next.named.range[0];
      here = next.value;
    }
    return lines.linePos(offset).line;
  };
}

function stepInto(node: Node | null, step: PropertyKey): { named: Node | null; value: Node | null } | undefined {
  if (isSeq<Node>(node)) return { named: node.items[Number(step)] ?? null, value: node.items[Number(step)] ?? null };
  const pair = isMap<Node, Node>(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
  return pair && { named: pair.key, value: pair.value };
}

function at(file: string, line: number, message: string): FieldError {
  return { field: `${file}:${line}`, message };
}
