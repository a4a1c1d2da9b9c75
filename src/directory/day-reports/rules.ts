import type { DayFigures, DayReport } from './types.js';

/** The figures of one office and day from its reports, oldest first; undefined when there is none. */
export function figuresOf(reports: DayReport[]): DayFigures | undefined {
  const [first] = reports;
  if (!first) return undefined;
  return reports.reduce<DayFigures>(add, { officeId: first.officeId, date: first.date, heardAt: first.at });
}

/** Who is open again turns nobody away any more; what was counted stays. */
function add(day: DayFigures, { kind, people, note, at }: DayReport): DayFigures {
  const heard = { ...day, heardAt: at };
  if (kind === 'served') return { ...heard, served: people };
  if (kind === 'open') return { ...heard, openedAt: day.openedAt ?? at, turningAwaySince: undefined, note: undefined };
  return {
    ...heard,
    turnedAway: people ?? day.turnedAway,
    turningAwaySince: day.turningAwaySince ?? at,
    note: note ?? day.note,
  };
}
