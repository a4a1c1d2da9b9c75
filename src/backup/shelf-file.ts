import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { FieldError } from '../platform/index.js';

export type Read<T> = { value: T; wrong?: never } | { value?: never; wrong: FieldError[] };

/** Reads a YAML file by `schema`; every error is named by file, line and the way to the value. */
export function readShelfFile<T>(file: string, shown: string, schema: z.ZodType<T>): Read<T> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  if (document.errors.length > 0)
    return { wrong: document.errors.map((error) => at(shown, lines.linePos(error.pos[0]).line, error.message)) };
  const result = schema.safeParse(document.toJS());
  if (result.success) return { value: result.data };
  const lineOf = (path: PropertyKey[]): number => {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
    return path.length > 0 ? lineOf(path.slice(0, -1)) : 1;
  };
  return {
    wrong: result.error.issues.map((issue) =>
      at(shown, lineOf(issue.path), `${issue.path.join('.') || 'file'}: ${issue.message}`),
    ),
  };
}

function at(file: string, line: number, message: string): FieldError {
  return { field: `${file}:${line}`, message };
}
