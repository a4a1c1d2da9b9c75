import type { Transform, Writable } from 'node:stream';
import type { Facts, Proof, RightsGiven } from '../manifest.js';
import type { DatabaseSource } from '../shelf-schema.js';
import type { Child } from './child.js';
import type { Census, Exchange } from './engine.js';

/** What is copied, held still: whoever writes meanwhile is seen by none of it. */
export interface Moment {
  /** The program that writes the database as SQL to its standard output. */
  dump: Child;
  /** Its name and version. */
  tool: string;
  /** What a new database must be told so that it sorts and stores as this one does, and the server's version. */
  origin: Record<string, string>;
  facts(): Promise<Facts>;
  /** The roles that the database speaks of, as SQL without passwords. */
  roles(): Promise<RolesOfMoment>;
  /** Owners, privileges and settings as statements (see `rightsScript`), where the roles do not hold them. */
  rights?: string[];
}

export interface RolesOfMoment {
  sql: string;
  /** Those that own something in the database or have rights in it. */
  names: string[];
  /** What could not be read, in the server's words. */
  missing?: string;
}

export interface Loading {
  input: Writable;
  /** Resolves when all is in; throws what the server said. */
  ended: Promise<void>;
  stop(): void;
}

/** Makes, names and drops whole databases of a server, given by the address of any database on it. */
export interface Databases {
  /** Throws unless the client program is here, fits, and the server answers. */
  ready(server: string): Promise<void>;

  /** Throws `server-too-old` when the server is older than the one that was copied. */
  checkTakes(server: string, origin: Record<string, string>): Promise<void>;

  /** Empty, whatever was there under this name; it carries the name in its comment. */
  create(server: string, name: string, origin: Record<string, string>): Promise<void>;
  drop(server: string, name: string): Promise<void>;
  exists(server: string, name: string): Promise<boolean>;

  /** Does nothing when it was done already, before this process was killed. Throws `name-taken`. */
  rename(server: string, from: string, to: string): Promise<void>;

  /** Fills a database with the SQL of its input, and stops at the first error. */
  load(url: string): Loading;

  /** What the SQL passes on its way there. */
  onTheWay(): Transform[];

  /** A restored database has no statistics, and would answer slowly until it is given some. */
  analyze(server: string, name: string): Promise<void>;

  /** By the method of the point that it is compared with. */
  facts(url: string, digests: Facts['digests']): Promise<Facts>;

  /** Each one alone and read-only; one that cannot be run does not hold. */
  assertions(url: string, wanted: DatabaseSource['assertions']): Promise<Proof['assertions']>;

  /** What it takes up on the server, with its indexes. */
  size(server: string, name: string): Promise<number>;

  /** Free bytes for new databases; undefined where it cannot be known from here. */
  room(server: string): Promise<number | undefined>;

  census(url: string): Promise<Census>;

  /** See `Engine.exchange`. */
  exchange(server: string, original: string, names: Exchange): Promise<void>;

  /** Which of these roles the server does not know. */
  missingRoles(server: string, names: readonly string[]): Promise<string[]>;

  /** Runs such a script in a database; what is refused is told and stops nothing. Absent where the server itself keeps the grants. */
  giveRights?(server: string, name: string, script: string): Promise<RightsGiven>;
}

/** What the dump engine must know of one database system; all else is the same for all. */
export interface DatabaseSystem {
  readonly name: DatabaseSource['system'];
  readonly databases: Databases;
  /** The last words of a dump that is whole. */
  readonly endMarker: string;

  /** Throws unless the programs are here and fit the server at this address. */
  ready(url: string): Promise<void>;
  hold<T>(url: string, work: (moment: Moment) => Promise<T>): Promise<T>;
}
