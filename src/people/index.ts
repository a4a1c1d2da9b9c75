/**
 * Accounts, roles, sessions, tokens and the duty roster; and `Change`, the one way in which anybody changes something.
 */
export { Accounts } from './accounts.js';
export { Actor, TERMINAL } from './actor.js';
export { Change, ChangeDesk, type Changed } from './change.js';
export { PeopleModule } from './people.module.js';
export { PERMISSIONS, type Permission, ROLES, type Role } from './permissions.js';
export { Sessions } from './sessions.js';
export { Tokens } from './tokens.js';
export type { Account, DutyMember, SignInOutcome, TokenRecord, Visit } from './types.js';
