import { DateTime } from 'luxon';
import { type DayFigures, type OpeningHours, spansOn } from '../../directory/index.js';
import { type Holidays, MINUTE_MS } from '../../platform/index.js';
import type { HostRequest } from '../types.js';

export const messageKinds = ['opening', 'noon', 'closing', 'return'] as const;
export type MessageKind = (typeof messageKinds)[number];

export const troubleKinds = ['failed', 'full', 'silent'] as const;
/** `failed`: it cannot serve at all. `full`: it turns people away or has served all it granted. `silent`: no word by noon. */
export type TroubleKind = (typeof troubleKinds)[number];

const NOON = '12:00';
/** So long after noon a host that has said nothing all day counts as silent; so long a question is still worth asking. */
const GRACE_MINUTES = 30;
const WORTH_ASKING_MINUTES = 120;
/** A report so shortly before a question answers it. */
const AHEAD_MINUTES = 60;
/** For so many days back what a host could not take is what it can take. */
export const REMEMBERED_DAYS = 7;

export interface DueQuestion {
  kind: Exclude<MessageKind, 'return'>;
  at: Date;
}

/** When a host is asked on a civil date: as its first counter opens, at noon if it is open then, as the last one closes. */
export function questionsOn(hours: OpeningHours[], holidays: Holidays, date: string, zone: string): DueQuestion[] {
  const spans = hours.filter(({ always }) => !always).flatMap((each) => spansOn(each, date, holidays));
  const opens = spans.map(({ open }) => open).sort()[0];
  const closes = spans
    .map(({ close }) => close)
    .sort()
    .at(-1);
  if (!opens || !closes) return [];
  const noon = opens < NOON && closes > NOON ? [{ kind: 'noon' as const, at: moment(date, NOON, zone) }] : [];
  return [{ kind: 'opening', at: moment(date, opens, zone) }, ...noon, { kind: 'closing', at: moment(date, closes, zone) }];
}

/** Whether it is to be asked now: it is time, not too late, and it has not said so by itself. */
export function isDue({ kind, at }: DueQuestion, today: DayFigures | undefined, now: Date): boolean {
  if (now < at || minutesBetween(at, now) > WORTH_ASKING_MINUTES) return false;
  if (!today) return true;
  return kind !== 'opening' && minutesBetween(today.heardAt, at) > AHEAD_MINUTES && today.heardAt < at;
}

/** Whether a host has said nothing by noon, or by its closing where that comes first. */
export function isSilent(questions: DueQuestion[], today: DayFigures | undefined, now: Date): boolean {
  const by = questions.find(({ kind }) => kind === 'noon') ?? questions.find(({ kind }) => kind === 'closing');
  return !today && by !== undefined && minutesBetween(by.at, now) >= GRACE_MINUTES;
}

export function isFull(day: DayFigures | undefined, { perDay }: Pick<HostRequest, 'perDay'>): boolean {
  if (!day) return false;
  return day.turningAwaySince !== undefined || (perDay !== undefined && perDay > 0 && (day.served ?? 0) >= perDay);
}

/**
 * What a host can take, by what it said of its last days, oldest first: on the newest day on which it turned people away, the
 * number it had served is the most it can take; none where it gave no number. A day with more served, or a day open without
 * turning anybody away, takes that back.
 */
export function observedRoom(perDay: number | undefined, days: DayFigures[]): number | undefined {
  const day = days.at(-1);
  if (!day || day.turningAwaySince === undefined) return perDay;
  return Math.min(day.served ?? 0, perDay ?? Number.POSITIVE_INFINITY);
}

function moment(date: string, time: string, zone: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return DateTime.fromISO(date, { zone }).plus({ hours: hour, minutes: minute }).toJSDate();
}

const minutesBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / MINUTE_MS;
