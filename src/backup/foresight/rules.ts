import type { Census } from '../engines/engine.js';
import type { TableFacts } from '../manifest.js';
import type { Point } from '../types.js';

/** What has been added since a point was taken; rows that were only changed are not seen by counting. */
export interface Newer {
  /** Rows of which a table has more now, over all tables. */
  rows: number;
  /** Rows of which a table has fewer now: these come back. */
  fewer: number;
  /** Tables whose number of rows differs. */
  tables: { name: string; rowsThen: number; rowsNow: number }[];
  isEstimate: boolean;
}

export function newerThan(then: readonly TableFacts[], { tables: now, isEstimate }: Census): Newer {
  const [before, after] = [rowsByName(then), rowsByName(now)];
  const tables = [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((name) => ({ name, rowsThen: before.get(name) ?? 0, rowsNow: after.get(name) ?? 0 }))
    .filter(({ rowsThen, rowsNow }) => rowsThen !== rowsNow);
  const sum = (of: (table: (typeof tables)[number]) => number) =>
    tables.reduce((total, table) => total + Math.max(0, of(table)), 0);
  return {
    rows: sum((table) => table.rowsNow - table.rowsThen),
    fewer: sum((table) => table.rowsThen - table.rowsNow),
    tables,
    isEstimate,
  };
}

function rowsByName(tables: readonly { name: string; rows: number }[]): Map<string, number> {
  return new Map(tables.map(({ name, rows }) => [name, rows]));
}

/** What a restore of the point takes up: as its own proof measured, else by the proof of the point nearest in size. */
export function neededBytes(point: Point, points: readonly Point[]): number | undefined {
  if (point.proof?.bytes) return point.proof.bytes;
  const raw = point.rawBytes;
  if (!raw) return undefined;
  const measured = points.filter(({ proof, rawBytes }) => proof?.bytes && rawBytes);
  const nearest = measured.sort((a, b) => Math.abs(a.rawBytes! - raw) - Math.abs(b.rawBytes! - raw))[0];
  return nearest && Math.floor((nearest.proof!.bytes! / nearest.rawBytes!) * raw);
}
