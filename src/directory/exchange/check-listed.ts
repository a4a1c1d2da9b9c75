import type { z } from 'zod';
import type { Region } from '../types.js';
import { listedSchemas } from './listed-schema.js';
import { SHEETS } from './sheets.js';
import type { JsonObject, Kind, Listed, SheetRow } from './types.js';

/** A problem of an assembled thing; `sheet` and `row` say where the thing stands. */
export interface RowProblem {
  sheet: string;
  row: number;
  column: string;
  problem: string;
  value: string;
}

/** What assembling needs to know of the country. */
export interface Places {
  region(code: string): Region | undefined;
  /** The name of what is wrong with an office at this point of this region, if anything is. */
  problem(lat: number, lng: number, region: Region): { problem: string; value: string } | undefined;
}

/** A whole record in one piece, as HSDS gives it. */
export const WHOLE = 'hsds';

/** What keeps a record from being one, by the sheet, row and column where it stands. */
export function wrong(kind: Kind, listed: Listed, rows: SheetRow[], first: SheetRow): RowProblem[] {
  const result = listedSchemas[kind].safeParse(listed);
  if (result.success) return [];
  return result.error.issues.map((issue) => {
    const { sheet, column } = columnOf(kind, issue.path.map(String));
    const at = first.sheet === WHOLE ? first : (rows.find((row) => row.sheet === sheet) ?? first);
    return { ...placeOf(at), column: at.sheet === WHOLE ? issue.path.join('.') : column, ...problemOf(issue, at.item) };
  });
}

/** Regions that do not exist, and an office that stands where its region is not. */
export function elsewhere(kind: Kind, listed: Listed, rows: SheetRow[], first: SheetRow, places: Places): RowProblem[] {
  if (kind === 'offering') {
    const codes = (listed.catchment ?? []) as string[];
    const unknown = codes.filter((code) => places.region(code) === undefined);
    return unknown.map((value) => {
      const at = rows.find(({ item }) => item.regionCode === value) ?? first;
      return { ...placeOf(at), column: 'region_code', problem: 'unknown-region', value };
    });
  }
  const { regionCode, lat, lng } = listed;
  if (typeof regionCode !== 'string') return [];
  const region = places.region(regionCode);
  if (!region) return [{ ...placeOf(first), column: 'region_code', problem: 'unknown-region', value: regionCode }];
  const problem = kind === 'office' ? places.problem(Number(lat), Number(lng), region) : undefined;
  return problem ? [{ ...placeOf(first), column: 'lat', ...problem }] : [];
}

/** The sheet and the column where a fact stands. */
function columnOf(kind: Kind, path: string[]): { sheet: string; column: string } {
  const [head = '', second = ''] = path;
  const own = SHEETS.filter((sheet) => sheet.kind === kind);
  const main = own.find((sheet) => sheet.main)!;
  const found =
    main.columns.find((column) => column.path === `${head}.${second}`) ??
    main.columns.find((column) => column.path.split('.')[0] === head);
  if (found && !(head === 'hours' && second !== 'always' && second !== 'closedOn'))
    return { sheet: main.name, column: found.name };
  const sheet = own.find(({ name }) => KEYS[name] === head) ?? main;
  const last = path.findLast((part) => sheet.columns.some((column) => column.path.split('.')[0] === part));
  return {
    sheet: sheet.name,
    column: sheet.columns.find((column) => column.path.split('.')[0] === last)?.name ?? sheet.columns[1]!.name,
  };
}

const KEYS: Record<string, string> = {
  standards: 'standard',
  parts: 'parts',
  hours: 'hours',
  requirements: 'requirements',
  eligibility: 'eligibility',
  fees: 'fee',
  emergencies: 'emergency',
  catchments: 'catchment',
};

const NAMED = /^[a-z]+(-[a-z]+)*$/;

function problemOf(issue: z.core.$ZodIssue, item: JsonObject): { problem: string; value: string } {
  const value = String(
    issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], item) ?? '',
  );
  if (NAMED.test(issue.message)) return { problem: issue.message, value };
  if (issue.code === 'invalid_type') return { problem: value === '' ? 'empty' : 'not-valid', value };
  if (issue.code === 'invalid_value') return { problem: 'not-one-of', value: issue.values.map(String).join(', ') };
  return { problem: 'not-valid', value: issue.message };
}

const placeOf = ({ sheet, row }: SheetRow) => ({ sheet, row });
