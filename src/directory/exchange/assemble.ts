import { elsewhere, type Places, type RowProblem, WHOLE, wrong } from './check-listed.js';
import { derive, EMPTY } from './derive.js';
import { LISTS } from './lists.js';
import { cleanItem, overlay } from './overlay.js';
import { SHEETS, type Sheet, sheetNamed } from './sheets.js';
import type { JsonObject, Kind, Listed, SheetRow } from './types.js';

/**
 * One thing from what is known of it and from the rows that speak of it. `sheets` are the files of the import: where a thing
 * stands in its main file, a list whose file is there and has no row of it is empty.
 */
export function assemble(
  kind: Kind,
  id: string,
  known: Listed | undefined,
  rows: SheetRow[],
  sheets: ReadonlySet<string>,
  places: Places,
) {
  const problems: RowProblem[] = [];
  const heads = rows.filter(({ sheet }) => sheet === WHOLE || sheetNamed(sheet).main);
  for (const { sheet, row } of heads.slice(1)) problems.push({ sheet, row, column: 'id', problem: 'twice', value: id });
  const [head] = heads;
  const first = head ?? rows[0]!;
  if (!head && !known)
    return {
      listed: undefined,
      problems: [...problems, { ...placeOf(first), column: ownerColumn(first), problem: 'unknown-owner', value: id }],
    };
  let listed: JsonObject = head?.sheet === WHOLE ? head.item : overlay(known ?? { ...EMPTY[kind], id }, head?.item ?? {});
  for (const sheet of SHEETS.filter((one) => one.kind === kind && !one.main && sheets.has(one.name))) {
    const own = rows.filter((row) => row.sheet === sheet.name);
    if (own.length === 0 && !head) continue;
    problems.push(...twice(sheet, own));
    listed = overlay(listed, LISTS[sheet.name]!.gather(own.map(({ item }) => cleanItem(without(item, sheet)))));
  }
  const before = head?.sheet === WHOLE ? (listed as Listed) : known;
  const whole = derive(kind, listed, before, head?.item ?? {}, places) as Listed;
  problems.push(...wrong(kind, whole, rows, first), ...elsewhere(kind, whole, rows, first, places));
  return { listed: whole, problems };
}

function twice(sheet: Sheet, rows: SheetRow[]): RowProblem[] {
  const seen = new Set<string>();
  return rows.flatMap(({ row, item }) => {
    const key = LISTS[sheet.name]!.once(cleanItem(item));
    const isNew = !seen.has(key);
    seen.add(key);
    if (isNew) return [];
    return [{ sheet: sheet.name, row, column: sheet.columns[1]!.name, problem: 'twice', value: key }];
  });
}

function without(item: JsonObject, sheet: Sheet): JsonObject {
  const { [sheet.columns[0]!.path]: _, ...rest } = item;
  return rest;
}

const placeOf = ({ sheet, row }: SheetRow) => ({ sheet, row });
const ownerColumn = ({ sheet }: SheetRow) => (sheet === WHOLE ? 'id' : sheetNamed(sheet).owner);
