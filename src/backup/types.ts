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
  /** As read back from the store: until then none of the copy's objects can be deleted. */
  lockedUntil?: Date;
  lockMode?: LockMode;
  /** Of a removed point: when its vault was last asked to let it go, and when it had. */
  triedAt?: Date;
  goneAt?: Date;
}

/** Whether a privileged key may lift a lock before its end, or nobody. */
export type LockMode = 'governance' | 'compliance';

/** `original` needs the name free; `in-place` takes it from what exists, and needs two people. */
export type RestoreTarget = 'beside' | 'original' | 'in-place';
export type RestorePhase = 'waiting' | 'loading' | 'checking' | 'ended';
/** `expired` is an `asked` one that nobody answered in time. */
export type RestoreState = 'asked' | 'expired' | 'refused' | 'running' | 'done' | 'failed';

export interface Restore {
  id: string;
  sourceId: string;
  pointId: string;
  target: RestoreTarget;
  /** The wanted moment; that of the point when not given. */
  until?: Date;
  /** The name of what is made: a database, a folder, or a server. */
  place: string;
  state: RestoreState;
  phase: RestorePhase;
  /** When it was asked for, of one in place that was not approved. */
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
  /** In place only: who asked and why, until when it may be approved, who answered, and the reason of a refusal. */
  askedBy?: string;
  reason?: string;
  dueAt?: Date;
  answeredBy?: string;
  answer?: string;
  /** Whether the original goes once the restored one has its name. */
  dropsOriginal: boolean;
  /** Of those restored together, and which of them it is, from 0. */
  seriesId?: string;
  position?: number;
}

/** `forth`: the restored place takes the original's name; `back`: the original has its own again. */
export type SwitchWay = 'forth' | 'back';

export interface Switch {
  id: string;
  restoreId: string;
  sourceId: string;
  way: SwitchWay;
  /** What gets the original's name. */
  place: string;
  /** The name of what had it until then; undefined when nothing had. */
  kept?: string;
  /** Whether `kept` goes once the switch has worked. */
  dropsKept: boolean;
  state: 'running' | 'done' | 'failed';
  begunAt: Date;
  endedAt?: Date;
  trouble?: Trouble;
}
