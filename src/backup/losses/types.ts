/** What the restored database says of a payment. `different`: another amount; `unknown-plate`: not there, nor is its vehicle. */
export const FINDINGS = ['matched', 'missing', 'different', 'unknown-plate'] as const;
export type Finding = (typeof FINDINGS)[number];

/** Where a payment stands on the worklist. `not-ours`: no payment of this office's, with the reason. */
export const PAYMENT_STATES = ['open', 'entered', 'not-ours'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** A file of payments of the loss window: from the day whose data came back to the day on which it was back. */
export interface Settlement {
  id: string;
  restoreId: string;
  sourceId: string;
  formatId: string;
  fileName: string;
  sha256: string;
  rowCount: number;
  /** Rows that no earlier file had named. */
  newCount: number;
  /** Civil dates at the office, both included. */
  firstDay: string;
  lastDay: string;
  importedAt: Date;
  importedBy: string;
  matchedAt?: Date;
  /** The database in which was looked. */
  matchedIn?: string;
}

/** Amounts in whole rupiah. */
export interface Payment {
  id: number;
  settlementId: string;
  reference: string;
  line: number;
  /** The only datum here that leads to a person: absent once it was purged. */
  plate?: string;
  amount: number;
  paidAt: Date;
  finding?: Finding;
  foundAmount?: number;
  /** Absent when it never was on the worklist. */
  state?: PaymentState;
  stateAt?: Date;
  stateBy?: string;
  reason?: string;
}

/** What has to be known of a payment to look for it. */
export type SoughtPayment = Pick<Payment, 'id' | 'reference' | 'plate' | 'amount' | 'state'>;

/** How far the worklist of a settlement is. */
export interface WorklistProgress {
  findings: Record<Finding, number>;
  states: Record<PaymentState, number>;
  /** Said to be entered, but the database does not have it. */
  unseen: number;
}
