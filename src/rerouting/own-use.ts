import type { DayFigures } from '../directory/index.js';
import { civilDate } from '../platform/index.js';

/** People a day that a place's own people take, and from how many of its days that is known. */
export interface OwnUse {
  people: number;
  days: number;
}

/** When an office took people of a closed one, by a published reroute. */
export interface GuestTime {
  officeId: string;
  startOn?: string;
  publishedAt: Date;
  endedAt?: Date;
}

/**
 * The days that speak of the office's own people: those that are over, and on which it took no guests. While it does, it is
 * asked for its guests alone. `today` is the civil date at the office.
 */
export function ownDays(days: DayFigures[], guests: GuestTime[], today: string, zone: string): DayFigures[] {
  const tookGuests = (date: string) =>
    guests.some(
      ({ startOn, publishedAt, endedAt }) =>
        later(civilDate(publishedAt, zone), startOn) <= date && (!endedAt || date <= civilDate(endedAt, zone)),
    );
  return days.filter(({ date }) => date < today && !tookGuests(date));
}

/**
 * What an office that can serve `capacity` people a day serves of its own: the mean of these days, rounded up. A day that ended
 * with people turned away was full. Undefined when no day tells.
 */
export function ownUseOf(days: DayFigures[], capacity: number): OwnUse | undefined {
  const told = days.flatMap(({ served, turningAwaySince }) => (turningAwaySince ? capacity : (served ?? [])));
  if (told.length === 0) return undefined;
  const sum = told.reduce((all, people) => all + Math.min(people, capacity), 0);
  return { people: Math.ceil(sum / told.length), days: told.length };
}

/** The part of one service: reports count an office as a whole, so it is taken to follow the capacity. */
export function partOf(use: OwnUse, capacity: number, ofOffice: number): OwnUse {
  return { ...use, people: ofOffice > 0 ? Math.ceil((use.people * capacity) / ofOffice) : 0 };
}

const later = (a: string, b: string | undefined) => (b !== undefined && b > a ? b : a);
