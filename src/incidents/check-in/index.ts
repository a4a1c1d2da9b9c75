import { AskCheckIn } from './ask-check-in.js';
import { CheckInStore } from './check-in-store.js';
import { CheckInTick } from './check-in-tick.js';
import { CheckInWorkflow } from './check-in-workflow.js';
import { CheckIns } from './check-ins.js';
import { NoteOpening } from './note-opening.js';
import { SetCheckIn } from './set-check-in.js';

export { CheckIns } from './check-ins.js';
export { NoteOpening } from './note-opening.js';
export { SetCheckIn } from './set-check-in.js';
export type { CheckIn, CheckInState } from './types.js';
export const CHECK_IN = [AskCheckIn, CheckInStore, CheckInTick, CheckInWorkflow, CheckIns, NoteOpening, SetCheckIn];
