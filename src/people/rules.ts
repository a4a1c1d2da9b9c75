import type { Role } from './permissions.js';
import type { DutyMember } from './types.js';

export const LINK_MINUTES = 30;
export const FAILURE_WINDOW_MINUTES = 15;
const FAILURES_FOR_ADDRESS = 5;
const FAILURES_FOR_IP = 30;
const HOME = '/dasbor';

/** Whether somebody may try again, given the failures of the last `FAILURE_WINDOW_MINUTES`. */
export function mayTrySignIn(failures: { forAddress: number; forIp: number }): boolean {
  return failures.forAddress < FAILURES_FOR_ADDRESS && failures.forIp < FAILURES_FOR_IP;
}

/** The page to show after signing in: a page of the console on this server, whatever was asked for. */
export function safeReturn(wanted: unknown): string {
  if (typeof wanted !== 'string' || !URL.canParse(wanted, 'http://here.invalid')) return HOME;
  const { origin, pathname, search } = new URL(wanted, 'http://here.invalid');
  if (origin !== 'http://here.invalid' || !(pathname === HOME || pathname.startsWith(`${HOME}/`))) return HOME;
  return pathname + search;
}

/** A token made for an account is never worth more than the account: it lapses with the account's own role. */
export function rolesOfToken(role: Role, account: { roles: readonly Role[] } | undefined): Role[] {
  return account === undefined || account.roles.includes(role) ? [role] : [];
}

/** Whether taking `role` from an account would leave nobody who can manage accounts. */
export function wouldOrphan(role: Role, accountId: string, admins: readonly string[]): boolean {
  return role === 'admin' && admins.length === 1 && admins[0] === accountId;
}

/** The roster with a member moved one place; the first cannot go up, the last cannot go down. */
export function moved(roster: readonly DutyMember[], memberId: string, direction: 'up' | 'down'): DutyMember[] {
  const from = roster.findIndex((member) => member.id === memberId);
  const to = direction === 'up' ? from - 1 : from + 1;
  const members = [...roster];
  if (from >= 0 && to >= 0 && to < members.length) members.splice(to, 0, ...members.splice(from, 1));
  return numbered(members);
}

export function without(roster: readonly DutyMember[], memberId: string): DutyMember[] {
  return numbered(roster.filter((member) => member.id !== memberId));
}

/** On whom four eyes count: the account that stands on a place of the roster, or else the place itself. */
export function personOf({ id, accountId }: Pick<DutyMember, 'id' | 'accountId'>): string {
  return accountId ?? `duty:${id}`;
}

function numbered(members: readonly DutyMember[]): DutyMember[] {
  return members.map((member, index) => ({ ...member, position: index + 1 }));
}
