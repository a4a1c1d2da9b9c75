import { errors } from './errors.js';
import type { CloseReason, Complaint, ComplaintState } from './types.js';

type Step = 'answer-automatically' | 'add' | 'hand-on' | 'answer' | 'close';

/** The one table of states. An automatic answer never leads to `answered`, and only what was answered closes as answered. */
export const STATES: Record<ComplaintState, Partial<Record<Step, ComplaintState>>> = {
  received: {
    'answer-automatically': 'answered-automatically',
    add: 'received',
    'hand-on': 'handed-on',
    answer: 'answered',
    close: 'closed',
  },
  'answered-automatically': {
    'answer-automatically': 'answered-automatically',
    add: 'answered-automatically',
    'hand-on': 'handed-on',
    answer: 'answered',
    close: 'closed',
  },
  'handed-on': {
    'answer-automatically': 'handed-on',
    add: 'handed-on',
    'hand-on': 'handed-on',
    answer: 'answered',
    close: 'closed',
  },
  answered: { add: 'received', 'hand-on': 'handed-on', answer: 'answered', close: 'closed' },
  closed: {},
};

/** Reasons for which a complaint may close although nobody answered it. */
const WITHOUT_ANSWER: readonly CloseReason[] = ['duplicate', 'not-a-complaint', 'withdrawn'];

export function allows(state: ComplaintState, step: Step): boolean {
  return STATES[state][step] !== undefined;
}

/** Throws `complaints.not-from-this-state`. */
export function move(complaint: Complaint, step: Step): Complaint {
  const state = STATES[complaint.state][step];
  if (!state) throw errors.notFromThisState({ tracking: complaint.tracking, state: complaint.state });
  return { ...complaint, state };
}

/** `silentAfter`: the day after which the complaint closes by itself when the citizen does not come back. */
export function answer(complaint: Complaint, silentAfter: string, now: Date): Complaint {
  return { ...move(complaint, 'answer'), answeredAt: now, silentAfter };
}

/** The citizen said more: what was answered is open again. */
export function add(complaint: Complaint): Complaint {
  return { ...move(complaint, 'add'), silentAfter: undefined };
}

export function handOn(complaint: Complaint, officeId: string): Complaint {
  return { ...move(complaint, 'hand-on'), handedTo: officeId, silentAfter: undefined };
}

/** Throws `complaints.not-resolved` when nobody answered and the reason needs an answer. */
export function close(complaint: Complaint, reason: CloseReason, now: Date): Complaint {
  const closed = move(complaint, 'close');
  if (complaint.state !== 'answered' && !WITHOUT_ANSWER.includes(reason))
    throw errors.notResolved({ tracking: complaint.tracking });
  return { ...closed, closeReason: reason, closedAt: now };
}
