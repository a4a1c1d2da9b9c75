import { AdoptPolicy } from './adopt-policy.js';
import { ApproveRequest } from './approve-request.js';
import { AskSecond } from './ask-second.js';
import { HoldStore } from './hold-store.js';
import { PolicyStore } from './policy-store.js';
import { RefuseRequest } from './refuse-request.js';
import { Removal } from './removal.js';
import { RequestStore } from './request-store.js';
import { Retention } from './retention.js';
import { SetHold } from './set-hold.js';

export { AdoptPolicy } from './adopt-policy.js';
export { ApproveRequest } from './approve-request.js';
export { AskSecond } from './ask-second.js';
export { PolicyStore } from './policy-store.js';
export { RefuseRequest } from './refuse-request.js';
export { Removal } from './removal.js';
export { RequestStore } from './request-store.js';
export { Retention, type RetentionView } from './retention.js';
export type { Policy, Reason, Verdict } from './retention-rules.js';
export { SetHold } from './set-hold.js';
export type { Hold, Request, RequestKind } from './types.js';
/** What fronts may use. */
export const RETENTION_DOORS = [ApproveRequest, AskSecond, RefuseRequest, Retention, SetHold];
export const RETENTION = [...RETENTION_DOORS, AdoptPolicy, HoldStore, PolicyStore, Removal, RequestStore];
