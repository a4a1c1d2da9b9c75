import { errors } from '../errors.js';
import { type Archive, CONDITIONS, PAPER_CLASSES, type PaperInBuilding } from './types.js';

export const COLUMNS = [
  'office',
  'service',
  'series',
  'first_year',
  'last_year',
  'class',
  'files',
  'scanned',
  'metres',
  'building',
  'room',
  'scans_source',
  'condition',
  'checked_on',
] as const;
export type ArchiveColumn = (typeof COLUMNS)[number];
export type ArchiveRow = Partial<Record<ArchiveColumn, string>>;
export type PlainArchive = Omit<Archive, 'id' | 'registeredAt' | 'registeredBy'>;

/** A row is counted as in the file: the header is row 1. */
export interface NumberedRow {
  row: number;
  cells: ArchiveRow;
}

export interface ArchiveFault {
  row: number;
  column: ArchiveColumn | '';
  problem:
    | 'empty'
    | 'unknown'
    | 'not-a-number'
    | 'not-a-year'
    | 'years-reversed'
    | 'more-than-files'
    | 'not-a-day'
    | 'too-long'
    | 'twice'
    | 'ragged';
}

/** What ids a row may name, and the day that it is. */
export interface Known {
  offices: ReadonlySet<string>;
  services: ReadonlySet<string>;
  sources: ReadonlySet<string>;
  today: string;
}

const NEEDED = ['office', 'series', 'first_year', 'class', 'files', 'scanned', 'room', 'condition', 'checked_on'] as const;
const LONGEST = 200;
const MOST_FAULTS = 50;
const EARLIEST = 1800;

/** All rows as archives, or `bad-archive` with every fault by row and column. */
export function readArchives(rows: readonly NumberedRow[], known: Known): PlainArchive[] {
  const faults: ArchiveFault[] = [];
  const keys = new Set<string>();
  const read = rows.map(({ row, cells }) => {
    const wrong = (column: ArchiveFault['column'], problem: ArchiveFault['problem']) => faults.push({ row, column, problem });
    checkRow(cells, known, wrong);
    const archive = archiveOf(cells);
    if (keys.has(keyOf(archive))) wrong('series', 'twice');
    keys.add(keyOf(archive));
    return archive;
  });
  if (rows.length === 0) faults.push({ row: 2, column: '', problem: 'empty' });
  if (faults.length > 0) throw faulty(faults);
  return read;
}

export function faulty(faults: readonly ArchiveFault[]) {
  const shown = faults.slice(0, MOST_FAULTS);
  const summary = shown.map(({ row, column, problem }) => `row ${row}${column && `, ${column}`}: ${problem}`).join('; ');
  return errors.badArchive({ faults: shown, wrong: faults.length, summary });
}

type Wrong = (column: ArchiveFault['column'], problem: ArchiveFault['problem']) => void;

function checkRow(row: ArchiveRow, known: Known, wrong: Wrong): void {
  const has = (column: ArchiveColumn) => (row[column] ?? '') !== '';
  const must = (column: ArchiveColumn, problem: ArchiveFault['problem'], good: (text: string) => boolean) => {
    if (has(column) && !good(row[column]!)) wrong(column, problem);
  };
  for (const column of NEEDED) if (!has(column)) wrong(column, 'empty');
  for (const column of COLUMNS) must(column, 'too-long', (text) => text.length <= LONGEST);
  must('office', 'unknown', (text) => known.offices.has(text));
  must('service', 'unknown', (text) => known.services.has(text));
  must('scans_source', 'unknown', (text) => known.sources.has(text));
  must('class', 'unknown', (text) => PAPER_CLASSES.some((one) => one === text));
  must('condition', 'unknown', (text) => CONDITIONS.some((one) => one === text));
  must('files', 'not-a-number', (text) => /^[1-9]\d{0,8}$/.test(text));
  must('scanned', 'not-a-number', (text) => /^\d{1,9}$/.test(text));
  must('metres', 'not-a-number', (text) => /^\d{1,5}([.,]\d{1,2})?$/.test(text) && metresOf(text) > 0);
  const isYear = (text: string) => /^\d{4}$/.test(text) && Number(text) >= EARLIEST && text <= known.today.slice(0, 4);
  for (const column of ['first_year', 'last_year'] as const) must(column, 'not-a-year', isYear);
  must('last_year', 'years-reversed', (text) => !has('first_year') || text >= row.first_year!);
  must('scanned', 'more-than-files', (text) => !has('files') || !(Number(text) > Number(row.files)));
  must('checked_on', 'not-a-day', (text) => isPastDay(text, known.today));
}

function isPastDay(text: string, today: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text <= today;
}

function archiveOf(row: ArchiveRow): PlainArchive {
  return {
    officeId: row.office ?? '',
    serviceId: row.service || undefined,
    series: row.series ?? '',
    firstYear: Number(row.first_year),
    lastYear: Number(row.last_year || row.first_year),
    class: row.class as PlainArchive['class'],
    files: Number(row.files),
    scanned: Number(row.scanned),
    metres: row.metres ? metresOf(row.metres) : undefined,
    building: row.building || undefined,
    room: row.room ?? '',
    scansSource: row.scans_source || undefined,
    condition: row.condition as PlainArchive['condition'],
    checkedOn: row.checked_on ?? '',
  };
}

function metresOf(text: string): number {
  return Number(text.replace(',', '.'));
}

function keyOf({ officeId, serviceId, series, firstYear, lastYear }: PlainArchive): string {
  return JSON.stringify([officeId, serviceId, series, firstYear, lastYear]);
}

/** What of these archives stands in their office's own building, and what exists nowhere else. */
export function inBuilding(archives: readonly PlainArchive[], sourcesHere: ReadonlySet<string>): PaperInBuilding {
  const here = archives.filter(({ building, condition }) => building === undefined && condition !== 'lost');
  const sum = (of: (archive: PlainArchive) => number) => here.reduce((all, archive) => all + of(archive), 0);
  return {
    series: here.length,
    files: sum(({ files }) => files),
    unscanned: sum(({ files, scanned }) => files - scanned),
    scansBeside: here.filter(({ scansSource }) => scansSource !== undefined && sourcesHere.has(scansSource)).length,
  };
}
