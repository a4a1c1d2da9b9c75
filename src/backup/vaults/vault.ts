import type { Readable } from 'node:stream';
import type { LockMode } from '../types.js';
import type { Span } from './resuming.js';
import type { S3Address } from './s3-address.js';

/** The object by which a vault is known again. */
export const MARKER = 'sinambung-vault.txt';

export interface StoredObject {
  key: string;
  bytes: number;
}

/** Where a vault is, for a program that reaches it by itself. */
export type VaultLocation =
  | { kind: 'folder'; path: string }
  | ({ kind: 's3' } & Pick<S3Address, 'endpoint' | 'region' | 'bucket' | 'accessKey' | 'secretKey' | 'caFile'>);

export interface ObjectLock {
  mode: LockMode;
  until: Date;
}

/** What a store with object lock can do besides. All methods throw `backup.vault-*` errors. */
export interface ObjectLocks {
  /** Asks for the lock; whether it is there, only `read` knows. */
  set(key: string, lock: ObjectLock): Promise<void>;

  /** The object's lock as the store says it now. */
  read(key: string): Promise<ObjectLock | undefined>;

  /** Removes every version; throws `under-lock` where the store refuses. */
  remove(key: string): Promise<void>;
}

/**
 * A place that holds copies. Keys are relative paths of letters, digits, `.`, `_`, `-` and `/`.
 * Every driver passes `test/contracts/vault-contract.ts`. All methods throw `backup.vault-*` errors.
 */
export interface Vault {
  readonly id: string;
  readonly kind: 'folder' | 's3' | 'minio';
  readonly location: VaultLocation;

  /** Of a vault whose shelf entry says `lock`. */
  readonly locks?: ObjectLocks;

  /** Creates the folder or the bucket when it is missing. Called once in a vault's life: later its absence is an alarm. */
  prepare(): Promise<void>;

  /** Stores the whole stream under `key`, durably when it resolves, replacing what was there. If the stream breaks, nothing is stored. */
  put(key: string, body: Readable): Promise<{ bytes: number }>;

  /** The object's bytes, or some of them; a read that breaks goes on where it was. Throws `backup.no-such-object`. */
  get(key: string, span?: Span): Promise<Readable>;

  /** The object's size in bytes, or undefined when there is none. */
  head(key: string): Promise<StoredObject | undefined>;

  /** Whole objects only, in no promised order; nothing whose name could not be ours. */
  list(prefix: string): AsyncIterable<StoredObject>;

  /** Succeeds too when there is no such object. */
  remove(key: string): Promise<void>;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/** Refuses a key that could leave the vault; a bug in the caller, not an error for people. */
export function checkKey(key: string): string {
  if (!isKey(key)) throw new Error(`not a vault key: ${key}`);
  return key;
}

/** Whether it can be ours: what others leave where we look is passed over. */
export function isKey(key: string): boolean {
  return KEY.test(key);
}
