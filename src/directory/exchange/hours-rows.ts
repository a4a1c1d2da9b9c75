import { type Weekday, weekdays } from '../types.js';
import { objects } from './list-shape.js';
import type { JsonObject } from './types.js';

/** Days of the week and single dates; a day without times is shut. */
export function hoursOf(items: JsonObject[]): JsonObject {
  const weekly: JsonObject = {};
  const specialDays: Record<string, JsonObject> = {};
  for (const { day, open, close, reason } of items) {
    const span = open ? [{ open, close: close ?? '' }] : [];
    if (weekdays.some((one) => one === day)) weekly[day as string] = [...objects(weekly[day as string]), ...span];
    else {
      const known = specialDays[day as string];
      specialDays[day as string] = { ...known, spans: [...objects(known?.spans), ...span], ...(reason ? { reason } : {}) };
    }
  }
  return { weekly, specialDays: Object.keys(specialDays).length > 0 ? specialDays : null };
}

export function hoursRows(opening: JsonObject | undefined): JsonObject[] {
  const days = Object.entries((opening?.weekly ?? {}) as JsonObject).map(([day, spans]) => ({
    day,
    spans: objects(spans),
    reason: {},
  }));
  const dates = Object.entries((opening?.specialDays ?? {}) as JsonObject).map(([day, special]) => {
    const { spans, reason = {} } = special as JsonObject;
    return { day, spans: objects(spans), reason };
  });
  return [...days.sort((a, b) => place(a.day) - place(b.day)), ...dates.sort((a, b) => (a.day < b.day ? -1 : 1))].flatMap(
    ({ day, spans, reason }) => (spans.length > 0 ? spans : [{}]).map((span) => ({ day, ...span, reason })),
  );
}

const place = (day: string) => weekdays.indexOf(day as Weekday);
