import { writeCells } from './cells.js';
import { aliasesOf } from './derive.js';
import { LISTS } from './lists.js';
import type { Sheet } from './sheets.js';
import type { JsonObject, Listed } from './types.js';

/** One thing as the lines of a sheet: the inverse of `assemble`. */
export function linesOf(sheet: Sheet, listed: Listed): string[][] {
  if (sheet.main) return [writeCells(sheet, { ...listed, aliases: aliasesOf(sheet.kind, listed) })];
  const owner = sheet.columns[0]!.path;
  return LISTS[sheet.name]!.spread(listed).map((item): string[] =>
    writeCells(sheet, { ...(item as JsonObject), [owner]: listed.id }),
  );
}
