export const kinds = ['agency', 'service', 'office', 'channel', 'offering'] as const;
export type Kind = (typeof kinds)[number];

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** What was imported of one thing: its facts, and beside them `terms` (office, service), `officeId`, `channelId` and `catchment`. */
export type Listed = JsonObject & { id: string };

/** What is wrong, and where. `row` 1 is the line with the names of the columns; in HSDS it is the place in its list. */
export interface Problem {
  file: string;
  row: number;
  column: string;
  /** Its words are `exchange:problem.<problem>`. */
  problem: string;
  value: string;
}

/** One line of a sheet as a value: cells that were empty are null. */
export interface SheetRow {
  sheet: string;
  row: number;
  item: JsonObject;
}

export interface Count {
  added: number;
  changed: number;
  /** Named by the files, and as it was. */
  same: number;
  /** In the directory and not in the files: it stays. */
  unlisted: number;
}

/** The outcome of a dry run. */
export interface CheckedImport {
  id: string;
  files: string[];
  counts: Record<Kind, Count>;
  problems: number;
  checkedAt: Date;
  checkedBy: string;
  appliedAt?: Date;
  appliedBy?: string;
}

/** One thing that an import adds or changes. */
export interface ImportItem {
  kind: Kind;
  id: string;
  sheet: string;
  row: number;
  /** Names of the facts that differ; empty when it is new. */
  fields: string[];
  before?: Listed;
  after: Listed;
}
