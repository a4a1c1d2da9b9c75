import type { Manifest, Proof } from './manifest.js';

/** `stored`: the vault has it; `verified`: read back whole; `proven`: restored and found the same. */
export type PointState = 'running' | 'stored' | 'verified' | 'proven' | 'failed';

/** Why something did not work: an error code of a room and the detail a program or a store gave. */
export interface Trouble {
  code: string;
  detail: string;
  /** What fills the placeholders of its words. */
  context?: Record<string, unknown>;
}

/** A recovery point. Seconds are of real time, also in a demonstration. */
export interface Point {
  id: string;
  sourceId: string;
  state: PointState;
  cause: 'schedule' | 'person';
  begunAt: Date;
  /** The moment whose data it holds. */
  takenAt?: Date;
  storedAt?: Date;
  verifiedAt?: Date;
  provenAt?: Date;
  failedAt?: Date;
  /** When retention took its copies away. */
  removedAt?: Date;
  /** As stored: compressed and encrypted. */
  bytes?: number;
  rawBytes?: number;
  sha256?: string;
  takeSeconds?: number;
  proveSeconds?: number;
  manifest?: Manifest;
  proof?: Proof;
  trouble?: Trouble;
}

/** A point's copy in one vault. */
export interface Copy {
  pointId: string;
  vaultId: string;
  state: 'stored' | 'verified' | 'failed';
  readAt?: Date;
  trouble?: Trouble;
}

export type RestoreTarget = 'beside' | 'original';
export type RestorePhase = 'waiting' | 'loading' | 'checking' | 'ended';

export interface Restore {
  id: string;
  sourceId: string;
  pointId: string;
  target: RestoreTarget;
  /** The wanted moment; that of the point when not given. */
  until?: Date;
  /** The name of what is made: a database, a folder, or a server. */
  place: string;
  state: 'running' | 'done' | 'failed';
  phase: RestorePhase;
  begunAt: Date;
  endedAt?: Date;
  /** As they were before compression. */
  bytesTotal: number;
  bytesDone: number;
  /** Of the loading alone, so that bytes by seconds is its rate. */
  loadSeconds?: number;
  seconds?: number;
  proof?: Proof;
  trouble?: Trouble;
}
