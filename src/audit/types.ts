/** What a verb records of itself. `detail` holds ids and figures, no personal data. */
export interface EntryDraft {
  at: Date;
  verb: string;
  actor: string;
  subject: { type: string; id: string };
  detail: Record<string, unknown>;
}
