import { errors } from '../errors.js';
import type { Finding, PaymentState } from './types.js';

/** What a person may say of a payment on the worklist; what was closed by mistake is opened again. */
export const TRANSITIONS: Record<PaymentState, readonly PaymentState[]> = {
  open: ['entered', 'not-ours'],
  entered: ['open'],
  'not-ours': ['open'],
};

export function moveTo(from: PaymentState | undefined, to: PaymentState, reason: string | undefined): void {
  if (from === undefined || !TRANSITIONS[from].includes(to)) throw errors.notOnWorklist({ from: from ?? 'none', to });
  if (to === 'not-ours' && !reason) throw errors.reasonMissing({ fields: [{ field: 'reason', message: 'required' }] });
}

export interface Found {
  /** The sum that the database has under this reference. */
  amount?: number;
  knowsPlate: boolean;
}

export function findingOf(payment: { amount: number }, { amount, knowsPlate }: Found): Finding {
  if (amount === undefined) return knowsPlate ? 'missing' : 'unknown-plate';
  return amount === payment.amount ? 'matched' : 'different';
}

/**
 * Where a payment stands after somebody looked: whatever is not there comes onto the worklist, what is there leaves it by itself,
 * and what a person said stays said.
 */
export function stateAfter(state: PaymentState | undefined, finding: Finding): PaymentState | undefined {
  if (finding === 'matched') return state === 'open' ? 'entered' : state;
  return state ?? 'open';
}
