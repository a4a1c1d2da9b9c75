export const feedbackKinds = ['served', 'turned-away'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

/** How often citizens pressed either button at one office on one civil date. Presses, not people: nobody is known. */
export interface FeedbackDay {
  officeId: string;
  /** `'2025-09-01'`: the civil date at the office. */
  date: string;
  served: number;
  turnedAway: number;
  /** The newest press. */
  heardAt?: Date;
}
