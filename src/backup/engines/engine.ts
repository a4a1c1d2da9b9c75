import type { Facts, Manifest, PointName, Proof, RightsGiven } from '../manifest.js';
import type { Reach } from '../reach.js';
import type { Source } from '../shelf-schema.js';
import type { Vault } from '../vaults/vault.js';
import type { WaysIn } from './ways-in.js';

/** What a whole copy is, once it stands in a vault with its manifest, RESTORE.txt and checksums. */
export interface Taken {
  bytes: number;
  rawBytes: number;
  sha256: string;
  manifest: Manifest;
}

/** Where something is restored to: a name that did not exist before. */
export interface Place<S extends Source = Source> {
  source: S;
  name: string;
  /** The wanted moment; that of the point when not given. */
  until?: Date;
}

/** What a place holds, and whether the source's assertions hold there. */
export interface Examined extends Pick<Proof, 'assertions' | 'missingRoles' | 'bytes'> {
  /** Not where there is nothing to compare with. */
  facts?: Facts;
}

/** Where places are made. */
export interface Destination {
  /** `host:port`, or a folder. */
  server: string;
  /** Undefined where it cannot be known from here. */
  freeBytes?: number;
}

/** Rows of the source now, or files of each folder in it; an estimate where counting would take too long. */
export interface Census {
  tables: { name: string; rows: number }[];
  isEstimate: boolean;
}

/** `place` gets the source's own name, and what had it is called `kept`. */
export interface Exchange {
  place: string;
  kept?: string;
}

export type Progress = (bytes: number) => void;

/**
 * A way to copy and restore one kind of source. Every method may be run again after it was killed, with the same result.
 * All throw this room's errors; `damaged`, `cut-short` and `not-the-same` say that the copy itself is bad.
 */
export interface Engine {
  readonly kind: Source['engine'];

  /** Whether whoever can add copies can also read those that are there; then the writer's key must be guarded like the reader's. */
  readonly writerCanDecrypt: boolean;

  /** Whether source and programs are there and fit each other; throws what is missing and how to get it. */
  ready(source: Source): Promise<void>;

  /** Copies the source into the vault, whole or not at all. */
  take(source: Source, pointId: string, vault: Vault): Promise<Taken>;

  /** Reads every byte back; throws `damaged` unless it is what was stored. */
  verify(manifest: Manifest, vault: Vault): Promise<void>;

  /** Carries a point's copy into a second vault. */
  replicate(manifest: Manifest, from: Vault, to: Vault): Promise<void>;

  /** Removes a point's copy; `source` as long as it is on the shelf. */
  remove(manifest: Manifest, vault: Vault, source?: Source): Promise<void>;

  /** Removes what a copy that was never finished has left in a vault of its source, if anything. Throws `needed-by-backup`. */
  clear(point: PointName, vault: Vault, source: Source): Promise<void>;

  /** Makes the place anew and fills it; throws `server-too-old` first. `progress` counts bytes as they were before compression. */
  restore(manifest: Manifest, vault: Vault, place: Place, progress: Progress): Promise<void>;

  examine(manifest: Manifest, place: Place): Promise<Examined>;

  /** Owners, privileges and settings of a restored place; undefined where the copy holds none. Absent where `restore` gives them itself. */
  giveRights?(manifest: Manifest, vault: Vault, place: Place): Promise<RightsGiven | undefined>;

  /** Gives a restored place the source's own name; throws `name-taken` while the original exists. */
  adopt(place: Place): Promise<void>;

  /** Removes the place; succeeds too when there is none. */
  discard(place: Place): Promise<void>;

  /** The name of a place for this id, unlike any other. */
  placeName(source: Source, purpose: 'restore' | 'proof', id: string): string;

  /** What the original may be kept under: its own name, or its beginning, with this ending. Absent where names cannot change. */
  keptName?(source: Source, ending: string): string;
  originalName(source: Source): string;
  originalExists(source: Source): Promise<boolean>;
  exists(place: Place): Promise<boolean>;

  /** Absent where nothing can be known of it. */
  destination?(source: Source): Promise<Destination>;

  /** Undefined where counting would take too long and nothing can be believed instead, absent where nothing can be counted; throws `source-unreachable`. */
  census?(source: Source): Promise<Census | undefined>;

  /**
   * Ends everybody's sessions and changes the names, whole or not at all; goes on where it was when it was killed. Throws `place-gone`,
   * `name-taken`, `sessions-remain`, `other-disk`, `rights-missing`. Absent where names cannot change.
   */
  exchange?(source: Source, names: Exchange): Promise<void>;

  /** How applications find the place of this name; undefined when it is gone. */
  waysIn?(source: Source, name: string): Promise<WaysIn | undefined>;

  /** Which moments the vault can bring back, by the points of the source; only where not just points can be. */
  reach?(source: Source, vault: Vault, points: Manifest[]): Promise<Reach | undefined>;

  /** Has the server send on the log that it has, even a little; only where there is a log. */
  sendLog?(source: Source): Promise<void>;
}
