/** The parts of a vehicle's bill. Each has its own authority, so a decision names the ones it excuses. */
export const parts = ['pkb', 'opsen', 'swdkllj', 'pnbp'] as const;
export type Part = (typeof parts)[number];

export type Amounts = Record<Part, number>;

/** How sure a shipped value is: V = stated in its source, V2 = secondary source, K = general knowledge, not confirmed. */
export type Certainty = 'V' | 'V2' | 'K';

/** Something a vehicle's owner owes by a date. Days are civil dates `'2025-09-02'`, amounts whole rupiah. */
export interface Obligation extends Amounts {
  id: number;
  vehicleRef: string;
  /** The only datum here that leads to a person: never in the ledger, masked on public pages. */
  plate: string;
  regionCode: string;
  serviceId: string;
  /** The home office: the counter whose catchment holds the region. */
  officeId: string;
  dueOn: string;
  /** As the imported file says. */
  paidOn?: string;
  /** As a settlement file proves, from the time when our own record of payments was lost. */
  provenOn?: string;
}

/** A payment that a settlement file proves. The plate is in normal form, the day a civil date. */
export interface Payment {
  sourceId: string;
  formatId: string;
  reference: string;
  plate: string;
  paidOn: string;
  settlementId: string;
}

export type DecisionState = 'proposed' | 'signed' | 'replaced' | 'revoked';

/** What a decision says; the rule from which everything else follows. */
export interface Terms {
  /** The home office whose obligations it excuses. */
  officeId: string;
  parts: Part[];
  dueFrom: string;
  dueTo: string;
  /** Last day on which paying still counts as in time. */
  payBy: string;
}

/** A decision that excuses lateness. `id` is what other rooms call `dispensationId`. */
export interface Dispensation extends Terms {
  id: string;
  incidentId: string;
  state: DecisionState;
  legalBasis: string;
  /** The authority that decides, such as a governor; not the person who typed it in. */
  issuer: string;
  /** The decision's official number; there is none before it is signed. */
  number?: string;
  replaces?: string;
  proposedBy: string;
  proposedAt: Date;
  signedBy?: string;
  signedAt?: Date;
  endedBy?: string;
  endedAt?: Date;
  endedReason?: string;
}

export interface PartState {
  part: Part;
  state: 'none' | 'proposed' | 'granted';
  number?: string;
  dueFrom?: string;
  dueTo?: string;
  payBy?: string;
  authority: string;
  /** False while nobody has confirmed which authority may excuse this part; the page then says so. */
  authorityConfirmed: boolean;
}

export type NoticeState = 'valid' | 'replaced' | 'revoked';
/** Why a notice ended: its decision was revoked, replaced, narrowed by its replacement, or there is no lateness left. */
export type EndedReason = 'revoked' | 'replaced' | 'outside' | 'paid' | 'moved';

/** What one owner is told: this obligation is excused. */
export interface Notice {
  code: string;
  number: string;
  dispensationId: string;
  obligationId: number;
  state: NoticeState;
  payload: string;
  signature: string;
  keyId: string;
  issuedAt: Date;
  endedAt?: Date;
  endedReason?: EndedReason;
  replacedBy?: string;
}
