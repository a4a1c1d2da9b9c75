import type { Trouble } from '../types.js';
import type { Policy } from './retention-rules.js';

/** A policy of retention that rules, and since when. */
export interface PolicyInForce {
  sourceId: string;
  policy: Policy;
  digest: string;
  since: Date;
}

/** A legal hold on a source, or on one of its points. */
export interface Hold {
  id: string;
  sourceId: string;
  pointId?: string;
  reason: string;
  /** The letter or article that asks for it. */
  basis: string;
  setBy: string;
  setAt: Date;
  liftedAt?: Date;
}

/** A copy of a removed point that its vault has not let go. */
export interface Leftover {
  sourceId: string;
  pointId: string;
  vaultId: string;
  removedAt: Date;
  /** When it was last asked for, and what stood in the way. */
  triedAt?: Date;
  trouble?: Trouble;
}

export type RequestKind = 'remove-point' | 'lift-hold' | 'change-policy';

/** What one person asks and another decides. */
export interface Request {
  id: string;
  kind: RequestKind;
  sourceId: string;
  pointId?: string;
  holdId?: string;
  /** As it stood on the shelf when it was asked. */
  policy?: Policy;
  digest?: string;
  reason: string;
  askedBy: string;
  askedAt: Date;
  /** Until when it may be approved. */
  dueAt: Date;
  /** `expired` is a `waiting` one that nobody answered in time. */
  state: 'waiting' | 'expired' | 'approved' | 'refused';
  decidedBy?: string;
  decidedAt?: Date;
}
