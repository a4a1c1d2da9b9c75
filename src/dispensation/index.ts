/**
 * Excused lateness: what is owed by when (`Obligations`), the decisions that excuse it and the parts of the bill they cover
 * (`Dispensations`), and the signed notice that each owner gets (`Notices`, `NoticeLetters`). Nothing is granted before a second
 * person has signed; from then on the notices follow the decision and the obligations by themselves. Also what lateness costs
 * (`lateFees`), and real decisions to learn from (`PrecedentShelf`).
 */
export { Dispensations } from './decisions/dispensations.js';
export { ProposeDispensation } from './decisions/propose-dispensation.js';
export { RevokeDispensation } from './decisions/revoke-dispensation.js';
export { SignDispensation } from './decisions/sign-dispensation.js';
export { DispensationModule } from './dispensation.module.js';
export { DispensationProposed, DispensationRevoked, DispensationSigned } from './events.js';
export { NoticeKey } from './notices/notice-key.js';
export { NoticeLetters } from './notices/notice-letters.js';
export type { NoticeCounts } from './notices/notice-store.js';
export { keyring, type NoticeFacts, readToken } from './notices/notice-token.js';
export { type Ending, type NoticeCheck, Notices } from './notices/notices.js';
export { type Imported, ImportObligations } from './obligations/import-obligations.js';
export { Obligations } from './obligations/obligations.js';
export { payByIsOver } from './rules.js';
export { AuthorityShelf, type Precedent, PrecedentShelf } from './shelf.js';
export * from './types.js';
