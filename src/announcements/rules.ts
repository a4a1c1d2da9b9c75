import { isDeepStrictEqual } from 'node:util';
import { errors } from './errors.js';
import type { Announcement, AnnouncementMessage, CancelReason, Facts, MessageKind } from './types.js';

/** Which message may follow which: an alert begins, updates follow, a cancel ends. */
const FOLLOWS: Record<MessageKind | 'nothing', readonly MessageKind[]> = {
  nothing: ['alert'],
  alert: ['update', 'cancel'],
  update: ['update', 'cancel'],
  cancel: [],
};

/** Throws `announcements.already-cancelled`. */
export function mayFollow(last: MessageKind | undefined, next: MessageKind): void {
  if (!FOLLOWS[last ?? 'nothing'].includes(next)) throw errors.alreadyCancelled();
}

/** Whether there is something new to say. */
export function differs(before: Facts, now: Facts): boolean {
  return !isDeepStrictEqual(before, JSON.parse(JSON.stringify(now)));
}

/** The facts of the last message, and that they no longer hold. */
export function ended(last: AnnouncementMessage, reason: CancelReason, at: Date): Facts {
  return { ...last.facts, ended: { reason, at: at.toISOString() } };
}

export function following(announcement: Announcement, kind: MessageKind, now: Date): Announcement {
  return kind === 'cancel'
    ? { ...announcement, state: 'cancelled', updatedAt: now, cancelledAt: now }
    : { ...announcement, updatedAt: now };
}

/** What all that was said before is called in CAP: `sender,identifier,sent`, separated by spaces. */
export function references(
  before: readonly AnnouncementMessage[],
  sentText: (message: AnnouncementMessage) => string,
): string | undefined {
  if (before.length === 0) return undefined;
  return before.map((message) => `${message.sender},${message.id},${sentText(message)}`).join(' ');
}
