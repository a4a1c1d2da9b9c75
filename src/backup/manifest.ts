import { createHash } from 'node:crypto';

/**
 * What one table held: `digest` does not depend on the order of the rows. Of a folder, what lies under one of its entries: its
 * files are the rows.
 */
export interface TableFacts {
  name: string;
  rows: number;
  digest: string;
}

/** What a copy must turn into when it is restored, written down in the same snapshot as the copy. */
export interface Facts {
  /**
   * How the tables' digests were made: by a hash of each line as COPY writes it. Without it, each system's first method: MD5 of
   * each row as the server writes it.
   */
  digests?: 'copy-lines';
  tables: TableFacts[];
  /** How many of each kind of object: indexes, constraints, views, functions, sequences, triggers; files, folders, links, bytes. */
  shape: Record<string, number>;
}

/** One file of a point as it lies in the vault; `rawBytes` before compression. */
export interface Content {
  file: string;
  bytes: number;
  rawBytes: number;
  sha256: string;
  /** SHA-256 of each 16 MiB of it, by which a restore knows a piece before it uses it; points of before have none. */
  pieces?: string[];
}

interface AnyManifest extends Facts {
  format: 'sinambung-manifest-1';
  sourceId: string;
  pointId: string;
  takenAt: string;
  /** Name and version of the program that made the copy. */
  tool: string;
  origin: Record<string, string>;
}

/** A point that is files of its own. */
export interface DumpManifest extends AnyManifest {
  engine: 'dump';
  /** Of which database system; points of before there were two are of PostgreSQL. */
  system?: string;
  content: Content;
  /** The roles that the database speaks of, kept beside it; points of before they were kept have none. */
  roles?: { content: Content; names: string[]; missing?: string };
  /** Owners, privileges and settings, kept beside it because the dump leaves them out; MariaDB's are with the roles. */
  rights?: Content;
}

/** A point that is a snapshot in a repository, which shares what it holds with others. */
export interface ResticManifest extends AnyManifest {
  engine: 'restic';
  repository: {
    /** Below the vault. */
    path: string;
    /** What the repository calls the point. */
    snapshot: string;
    /** What the vault has more because of it, in bytes. */
    added: number;
  };
  /** What was written to while it was copied, when something was: a folder cannot be held still. */
  changed?: { entries: number; names: string[] };
}

/** A whole server as pgBackRest keeps it: a backup that may stand on others, and the log from its begin up to the moment. */
export interface ClusterManifest extends AnyManifest {
  engine: 'pgbackrest';
  repository: {
    /** Below the vault. */
    path: string;
    /** What the repository calls the backup. */
    snapshot: string;
    /** What the vault has more because of it, in bytes. */
    added: number;
    kind: BackupKind;
    /** What it restores, in bytes. */
    bytes: number;
    /** The list of its files with their digests, beside the manifest. */
    files: { count: number; sha256: string };
    /** The backups that this one cannot do without, oldest first, each with its own list. */
    standsOn: { snapshot: string; pointId: string; sha256: string }[];
  };
  wal: { first: string; last: string; archive: string; segmentBytes: number };
  /**
   * The named point in the log that a proof goes back to. `exact`: nobody could write between it and the snapshot in which
   * `tables` were counted; otherwise nothing was counted, and a proof compares the assertions alone.
   */
  moment: { name: string; lsn: string; exact: boolean };
}

export type BackupKind = 'full' | 'diff' | 'incr';

export type Manifest = DumpManifest | ResticManifest | ClusterManifest;

/** A point by its names, which is all that is known of one that was never finished. */
export type PointName = Pick<Manifest, 'sourceId' | 'pointId'>;

export interface Comparison {
  name: string;
  rowsThen: number;
  rowsNow: number;
  same: boolean;
}

/** What of its owners, privileges and settings a restored database got. */
export interface RightsGiven {
  given: number;
  lacking: number;
  /** The first of those that it lacks: the statement, and the server's words. */
  first: { sql: string; reason: string }[];
}

export interface Proof {
  tables: Comparison[];
  shape: { name: string; was: number; is: number }[];
  assertions: { name: string; held: boolean }[];
  /** Which roles of the source the server of the restore does not know; none are ever made there by us. */
  missingRoles?: string[];
  /** Of a real restore: a throw-away place needs none. */
  rights?: RightsGiven;
  /** What it took up on the server, with its indexes. */
  bytes?: number;
  seconds: number;
}

/** Compares what was restored with what was written down; a table on one side only is a difference. */
export function compareFacts(then: Facts, now: Facts): Pick<Proof, 'tables' | 'shape'> {
  const before = new Map(then.tables.map((table) => [table.name, table]));
  const after = new Map(now.tables.map((table) => [table.name, table]));
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const tables = names.map((name) => ({
    name,
    rowsThen: before.get(name)?.rows ?? 0,
    rowsNow: after.get(name)?.rows ?? 0,
    same: before.get(name)?.digest !== undefined && before.get(name)?.digest === after.get(name)?.digest,
  }));
  const kinds = [...new Set([...Object.keys(then.shape), ...Object.keys(now.shape)])].sort();
  return { tables, shape: kinds.map((name) => ({ name, was: then.shape[name] ?? 0, is: now.shape[name] ?? 0 })) };
}

/** Where the content is not what was written down; empty when it is. */
export function differences({ tables, shape }: Pick<Proof, 'tables' | 'shape'>): string[] {
  return [
    ...tables.filter((table) => !table.same).map(({ name, rowsThen, rowsNow }) => `${name}: ${rowsThen} → ${rowsNow}`),
    ...shape.filter((kind) => kind.was !== kind.is).map(({ name, was, is }) => `${name}: ${was} → ${is}`),
  ];
}

/** The very bytes that lie in the vault, so that its digest can be checked with sha256sum. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** In the form that `sha256sum -c` reads. */
export function checksumText(files: { file: string; sha256: string }[]): string {
  return files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('');
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The large files of a point; one in a repository has none of its own. */
export function contents(manifest: Manifest): Content[] {
  if (manifest.engine !== 'dump') return [];
  const { content, roles, rights } = manifest;
  return [content, ...(roles ? [roles.content] : []), ...(rights ? [rights] : [])];
}

export function systemOf({ system = 'postgresql' }: DumpManifest): string {
  return system;
}

export function rolesOf(manifest: Manifest | undefined): DumpManifest['roles'] {
  return manifest?.engine === 'dump' ? manifest.roles : undefined;
}
