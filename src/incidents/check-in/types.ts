export const CHECK_IN_STATES = ['waiting', 'asked', 'alarmed', 'open', 'shut'] as const;
/** `shut`: it does not open that day, or an incident holds it, so that nothing is asked. */
export type CheckInState = (typeof CHECK_IN_STATES)[number];

/** Whether an office said on a day that it opened. */
export interface CheckIn {
  officeId: string;
  /** `'2025-09-01'`: the civil date at the office. */
  date: string;
  state: CheckInState;
  opensAt?: Date;
  /** When the next step is taken: the question, then the alarm. */
  dueAt?: Date;
  /** How the question to its contact went. */
  askedOutcome?: string;
}
