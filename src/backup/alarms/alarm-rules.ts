import { HOUR_MS } from '../../platform/index.js';

/** An alarm from its first sight on. */
export interface OpenAlarm {
  alarm: string;
  since: Date;
  /** When the people on duty were told last. */
  toldAt?: Date;
}

/** A first backup that has only begun, or one that fails and is tried again, calls nobody. */
export const TELL_AFTER_MS = HOUR_MS;

export interface Look {
  /** All that is on, those that are to be told with `toldAt` at `now`. */
  open: OpenAlarm[];
  /** Those whose turn it is: told for the first time, or once more after `againMs`. */
  toTell: string[];
  isNews: boolean;
}

/** What has come, what has ended, and of what people are told now. */
export function look(known: readonly OpenAlarm[], alarms: readonly string[], againMs: number, now: Date): Look {
  const open = alarms.map((alarm) => known.find((one) => one.alarm === alarm) ?? { alarm, since: now });
  const isDue = ({ since, toldAt }: OpenAlarm) =>
    now.getTime() - (toldAt ?? since).getTime() >= (toldAt ? againMs : TELL_AFTER_MS);
  const toTell = open.filter(isDue).map(({ alarm }) => alarm);
  const changed = open.some((one) => !known.includes(one)) || known.some((one) => !open.includes(one));
  return {
    open: open.map((one) => (toTell.includes(one.alarm) ? { ...one, toldAt: now } : one)),
    toTell,
    isNews: changed || toTell.length > 0,
  };
}
