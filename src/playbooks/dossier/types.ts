import type { AnswerState, Instant } from '../../answers/index.js';
import type { Office } from '../../directory/index.js';
import type { Dispensation, NoticeCounts } from '../../dispensation/index.js';
import type { Incident } from '../../incidents/index.js';
import type { Reroute } from '../../rerouting/index.js';

export const lineKinds = ['said', 'done', 'not-done'] as const;
export type LineKind = (typeof lineKinds)[number];

/** One thing that was said, done or left undone. Its words are `dossier:line.<key>` filled with `params`. */
export interface DossierLine {
  kind: LineKind;
  /** Absent where it has not happened. */
  at?: Date;
  key: string;
  params: Record<string, string | number>;
  /** Who did it: the name of an account, or a function; absent for what the public was told. */
  by?: string;
  /** SHA-256 of what was said. */
  hash?: string;
  /** Where it is on record; of the ledger also which entry. */
  record: 'ledger' | 'answers' | 'announcements' | 'timeline' | 'nowhere';
  entry?: number;
}

/** What one question was told from a moment on. */
export interface DossierAnswer {
  service: string;
  serviceId: string;
  region: string;
  regionCode: string;
  toldFrom: Instant;
  state: AnswerState;
  goTo: string[];
  hash: string;
}

/** For an examiner: what was said, done and not done in one incident, and when. */
export interface Dossier {
  incident: Incident;
  office: Office;
  madeAt: Date;
  /** By their moment; what is left undone comes last. */
  lines: DossierLine[];
  answers: DossierAnswer[];
  reroutes: Reroute[];
  decisions: { decision: Dispensation; notices: NoticeCounts }[];
  /** Of the sealed ledger when the dossier was made. */
  ledger: { sealed: number; intact: boolean };
}
