import { ID } from '../ids.js';
import type { CellType, Column, Sheet } from './sheets.js';
import type { Json, JsonObject } from './types.js';

const LIST = '|';
const LONGEST = 4000;
const CONTROL = /[^\P{Cc}\t\n\r]/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const YES = new Set(['true', 'ya', 'yes', '1']);
const NO = new Set(['false', 'tidak', 'no', '0']);

export interface CellProblem {
  column: string;
  problem: string;
  value: string;
}

/** A cell as a value, or the name of what is wrong with it. */
type Read = { value: Json } | { problem: string };

const READERS: Record<CellType, (text: string) => Read> = {
  text: (text) => ({ value: text }),
  id: (text) => (ID.test(text) ? { value: text } : { problem: 'not-an-id' }),
  number: (text) => (/^-?\d{1,9}(\.\d{1,20})?$/.test(text) ? { value: Number(text) } : { problem: 'not-a-number' }),
  count: (text) => (/^\d{1,9}$/.test(text) ? { value: Number(text) } : { problem: 'not-a-count' }),
  flag: (text) => {
    if (YES.has(text.toLowerCase())) return { value: true };
    return NO.has(text.toLowerCase()) ? { value: false } : { problem: 'not-a-flag' };
  },
  list: (text) => ({
    value: text
      .split(LIST)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  }),
  day: (text) => (isDay(text) ? { value: text } : { problem: 'not-a-day' }),
  time: (text) => (/^\d{1,2}:\d{2}$/.test(text) ? { value: text.padStart(5, '0') } : { problem: 'not-a-time' }),
};

export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The cells of a line, by column name, as one value; the columns that the file does not have are left out. */
export function readCells(sheet: Sheet, cells: ReadonlyMap<string, string>): { item: JsonObject; problems: CellProblem[] } {
  const item: JsonObject = {};
  const problems: CellProblem[] = [];
  for (const column of sheet.columns) {
    const text = cells.get(column.name);
    if (text === undefined) continue;
    const read = readCell(column, text);
    if ('problem' in read) problems.push({ column: column.name, problem: read.problem, value: text.slice(0, 100) });
    else put(item, column.path, read.value);
  }
  return { item, problems };
}

function readCell({ type, must }: Column, text: string): Read {
  if (CONTROL.test(text)) return { problem: 'control-character' };
  if (text.length > LONGEST) return { problem: 'too-long' };
  if (type === 'list') return READERS.list(text);
  if (text === '') return must ? { problem: 'empty' } : { value: null };
  return READERS[type](text);
}

/** The value of a line as cells, in the order of the sheet's columns. */
export function writeCells(sheet: Sheet, item: JsonObject): string[] {
  return sheet.columns.map(({ path }) => {
    const value = at(item, path);
    if (value === undefined || value === null) return '';
    return Array.isArray(value) ? value.join(LIST) : String(value);
  });
}

function put(item: JsonObject, path: string, value: Json): void {
  const [head = '', below] = split(path);
  if (below === undefined) item[head] = value;
  else item[head] = { ...(item[head] as JsonObject | undefined), [below]: value };
}

function at(item: JsonObject, path: string): Json | undefined {
  const [head = '', below] = split(path);
  const value = item[head];
  return below === undefined ? value : (value as JsonObject | null | undefined)?.[below];
}

function split(path: string): [string, string?] {
  const dot = path.indexOf('.');
  return dot < 0 ? [path] : [path.slice(0, dot), path.slice(dot + 1)];
}
