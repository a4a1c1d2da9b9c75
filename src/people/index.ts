/**
 * Accounts, roles, sessions, tokens and the duty roster; and `Change`, the one way in which anybody changes something.
 */
export { Actor, TERMINAL } from './actor.js';
export { Change, ChangeDesk, type Changed } from './change.js';
export { PeopleModule } from './people.module.js';
export { PERMISSIONS, type Permission, ROLES, type Role } from './permissions.js';
