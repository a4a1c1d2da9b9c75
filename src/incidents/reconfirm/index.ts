import { ReconfirmStatus } from './reconfirm-status.js';
import { ReconfirmationStore } from './reconfirmation-store.js';
import { Reconfirmations } from './reconfirmations.js';
import { RemindStale } from './remind-stale.js';
import { StaleTick } from './stale-tick.js';

export { ReconfirmStatus } from './reconfirm-status.js';
export { Reconfirmations, type ToReconfirm } from './reconfirmations.js';
export const RECONFIRM = [ReconfirmStatus, ReconfirmationStore, Reconfirmations, RemindStale, StaleTick];
