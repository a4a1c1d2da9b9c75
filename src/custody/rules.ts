import { overlap, type Serials, serialText } from '../platform/index.js';
import { errors } from './errors.js';
import type { DataLoss, ItemState, LossNotice, NoticeRecipient } from './types.js';

/** Where what is said of an entry may go. What was lost may be found; what was handed back or replaced is done with. */
export const TRANSITIONS: Record<ItemState, readonly ItemState[]> = {
  unknown: ['intact', 'lost', 'looted'],
  intact: ['returned', 'lost', 'looted'],
  lost: ['intact', 'looted', 'replaced'],
  looted: ['intact', 'lost', 'replaced'],
  returned: [],
  replaced: [],
};

export function refuseWrongState(from: ItemState, to: ItemState): void {
  if (!TRANSITIONS[from].includes(to)) throw errors.wrongState({ from, to, possible: TRANSITIONS[from].join(', ') });
}

/** UU 27/2022 (personal data protection) art. 46 (1): in writing, at the latest 3 x 24 hours. */
const NOTICE_WITHIN_MS = 3 * 24 * 3_600_000;
/** The roster is told while there is still a day. */
export const WARN_BEFORE_MS = 24 * 3_600_000;
/** Art. 46 (1): the data subjects and the institution. The public in certain cases (art. 46 (3)). */
const OBLIGATORY: readonly NoticeRecipient[] = ['institution', 'subjects'];

export function dueOf(discoveredAt: Date): Date {
  return new Date(discoveredAt.getTime() + NOTICE_WITHIN_MS);
}

/** Who has yet to be told, in the order of the law. */
export function missingNotices({ notices }: Pick<DataLoss, 'notices'>): NoticeRecipient[] {
  return OBLIGATORY.filter((recipient) => !notices.some((notice) => notice.recipient === recipient));
}

export function isLate({ sentAt }: Pick<LossNotice, 'sentAt'>, { dueAt }: Pick<DataLoss, 'dueAt'>): boolean {
  return sentAt > dueAt;
}

/** Letters and digits alone, in capitals: `ag 1234-xx` is `AG1234XX`. */
export function normalReference(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** The last three signs of the normal form; of a short number nothing. */
export function hintOf(reference: string): string | undefined {
  const normal = normalReference(reference);
  return normal.length > 5 ? normal.slice(-3) : undefined;
}

/** What is left of `whole` around `part`; throws `outside-range` where `part` is not within it. */
export function around(whole: Serials, part: Serials): Serials[] {
  const isWithin = overlap(whole, part) && part.from >= whole.from && part.to <= whole.to;
  if (!isWithin) throw errors.outsideRange({ from: serialText(whole, whole.from), to: serialText(whole, whole.to) });
  const before = { ...whole, to: part.from - 1 };
  const after = { ...whole, from: part.to + 1 };
  return [before, after].filter((range) => range.from <= range.to);
}
