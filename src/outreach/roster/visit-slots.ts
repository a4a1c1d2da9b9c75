import { addDays } from '../../platform/index.js';

export interface Slot {
  onDay: string;
  crew: string;
}

/** Longer than any run of days off. */
const LOOK_AHEAD_DAYS = 400;

/** The next free crews and working days, day by day: each crew goes to one village a day. Fewer where the year ends first. */
export function freeSlots(
  from: string,
  crews: string[],
  count: number,
  taken: ReadonlySet<string>,
  isWorkingDay: (date: string) => boolean,
): Slot[] {
  const slots: Slot[] = [];
  for (let ahead = 0; slots.length < count && ahead < LOOK_AHEAD_DAYS; ahead++) {
    const onDay = addDays(from, ahead);
    if (!isWorkingDay(onDay)) continue;
    slots.push(...crews.filter((crew) => !taken.has(`${onDay} ${crew}`)).map((crew) => ({ onDay, crew })));
  }
  return slots.slice(0, count);
}
