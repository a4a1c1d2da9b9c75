import { civilDate } from '../platform/index.js';
import { errors } from './errors.js';
import type { DecisionState, Dispensation, Obligation, Part, PartState, Payment, Terms } from './types.js';

type Act = 'sign' | 'replace' | 'revoke';

/** From which states an act is possible, and where it leads. */
export const TRANSITIONS: Record<DecisionState, Partial<Record<Act, DecisionState>>> = {
  proposed: { sign: 'signed', revoke: 'revoked' },
  signed: { replace: 'replaced', revoke: 'revoked' },
  replaced: {},
  revoked: {},
};

export function after(state: DecisionState, act: Act): DecisionState {
  const next = TRANSITIONS[state][act];
  if (!next) throw errors.notPossibleNow({ state, act });
  return next;
}

export function checkTerms({ dueFrom, dueTo, payBy }: Pick<Terms, 'dueFrom' | 'dueTo' | 'payBy'>): void {
  if (dueTo < dueFrom) throw errors.rangeReversed({ fields: [{ field: 'dueTo', message: `must not be before ${dueFrom}` }] });
  if (payBy < dueTo) throw errors.payByTooEarly({ fields: [{ field: 'payBy', message: `must not be before ${dueTo}` }] });
}

/** The second pair of eyes: the decision is put into force by somebody who did not propose it, under its official number. */
export function sign(proposal: Dispensation, by: string, at: Date, number?: string): Dispensation {
  const state = after(proposal.state, 'sign');
  if (by === proposal.proposedBy) throw errors.samePerson();
  const official = number ?? proposal.number;
  if (!official) throw errors.numberMissing({ fields: [{ field: 'number', message: 'required' }] });
  return { ...proposal, state, number: official, signedBy: by, signedAt: at };
}

export function end(dispensation: Dispensation, act: 'replace' | 'revoke', by: string, at: Date, reason: string): Dispensation {
  return { ...dispensation, state: after(dispensation.state, act), endedBy: by, endedAt: at, endedReason: reason };
}

/**
 * Whether a decision excuses an obligation: its home office, due in the range, and not paid in time; when it was paid late, by
 * the last day that the decision gives.
 */
export function excuses(terms: Terms, obligation: Pick<Obligation, 'officeId' | 'dueOn' | 'paidOn' | 'provenOn'>): boolean {
  const { officeId, dueOn } = obligation;
  const paidOn = settledOn(obligation);
  const inRange = officeId === terms.officeId && dueOn >= terms.dueFrom && dueOn <= terms.dueTo;
  return inRange && (paidOn === undefined || (paidOn > dueOn && paidOn <= terms.payBy));
}

type Bill = Pick<Obligation, 'dueOn' | 'paidOn' | 'provenOn'>;

/** The first day that anything says it was paid: a record that was typed in later makes nobody late. */
export function settledOn({ paidOn, provenOn }: Pick<Bill, 'paidOn' | 'provenOn'>): string | undefined {
  return [paidOn, provenOn].filter((day) => day !== undefined).sort()[0];
}

/**
 * Since when a settlement proves an obligation paid. `bills` are all obligations of its vehicle, `payments` all that were proven
 * for the vehicle, in any order. A payment settles whatever was due by its day and then unpaid, since arrears are paid at once;
 * where nothing was, the next that falls due within a tax year of twelve months.
 */
export function provenOn(bill: Bill, bills: readonly Bill[], payments: readonly Pick<Payment, 'paidOn'>[]): string | undefined {
  const settling = payments.filter((payment) => settles(payment, bill, bills));
  return settling.map(({ paidOn }) => paidOn).sort()[0];
}

function settles({ paidOn }: Pick<Payment, 'paidOn'>, bill: Bill, bills: readonly Bill[]): boolean {
  const isOpen = (one: Bill) => one.paidOn === undefined || one.paidOn >= paidOn;
  if (!isOpen(bill) || bill.dueOn <= paidOn) return isOpen(bill);
  const isNext = !bills.some((other) => other.dueOn < bill.dueOn && isOpen(other));
  return isNext && bill.dueOn <= yearAfter(paidOn);
}

/** `'2024-02-29'` is `'2025-02-28'`, as PostgreSQL says it. */
function yearAfter(day: string): string {
  const year = Number(day.slice(0, 4)) + 1;
  return `${year}${day.slice(4)}`.replace(/-02-29$/, '-02-28');
}

/** What was on record of a decision at that moment. */
export function stateAt(dispensation: Dispensation, at: Date): 'none' | 'proposed' | 'granted' | 'ended' {
  const { proposedAt, signedAt, endedAt } = dispensation;
  if (proposedAt > at) return 'none';
  if (endedAt && endedAt <= at) return 'ended';
  return signedAt && signedAt <= at ? 'granted' : 'proposed';
}

/** Whether the last day for paying (a civil date) is over in an IANA zone, in WIB when none is given: nothing is excused any more. */
export function payByIsOver(payBy: string, at: Date, zone?: string): boolean {
  return payBy < civilDate(at, zone);
}

/**
 * For one part of the bill, what may be promised: a signed decision before a proposed one, the newest before older ones; none whose
 * last day for paying is over.
 */
export function partState(
  part: Part,
  authority: { authority: string; confirmed: boolean },
  decisions: Dispensation[],
  at: Date,
): PartState {
  const about = decisions
    .filter((decision) => decision.parts.includes(part) && !payByIsOver(decision.payBy, at))
    .sort((a, b) => b.proposedAt.getTime() - a.proposedAt.getTime());
  const granted = about.find((decision) => stateAt(decision, at) === 'granted');
  const proposed = about.find((decision) => stateAt(decision, at) === 'proposed');
  const none = { part, authority: authority.authority, authorityConfirmed: authority.confirmed };
  if (granted)
    return {
      ...none,
      state: 'granted',
      ...terms(granted),
      number: granted.number,
      authority: granted.issuer,
      authorityConfirmed: true,
    };
  if (proposed) return { ...none, state: 'proposed', ...terms(proposed) };
  return { ...none, state: 'none' };
}

function terms({ dueFrom, dueTo, payBy }: Terms) {
  return { dueFrom, dueTo, payBy };
}
