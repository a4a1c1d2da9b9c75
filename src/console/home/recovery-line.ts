import type { SourceStanding } from '../../backup/index.js';
import { formatNumber, type Locale, MINUTE_MS, type Texts } from '../../platform/index.js';

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface RecoveryLine {
  id: string;
  name: string;
  provenAt?: Date;
  /** `3 jam`; absent while no copy is proven. */
  loss?: string;
  duration?: string;
  isFine: boolean;
}

/** One source on the recovery board: what would be lost, how long it takes, and whether anything is wrong. */
export function recoveryLine(
  { source, lastProven, rpoMs, rtoMs, alarms }: SourceStanding,
  texts: Texts,
  locale: Locale,
): RecoveryLine {
  return {
    id: source.id,
    name: source.name,
    provenAt: lastProven?.provenAt,
    loss: rpoMs === undefined ? undefined : spanText(rpoMs, texts, locale),
    duration: rtoMs === undefined ? undefined : spanText(rtoMs, texts, locale),
    isFine: alarms.length === 0,
  };
}

/** Rounded up, in the largest unit that is not misleading: below two days in hours, below two hours in minutes. */
export function spanText(ms: number, texts: Texts, locale: Locale): string {
  const [unit, size] =
    ms < 2 * HOUR_MS
      ? (['minutes', MINUTE_MS] as const)
      : ms < 2 * DAY_MS
        ? (['hours', HOUR_MS] as const)
        : (['days', DAY_MS] as const);
  const count = Math.ceil(ms / size);
  return texts.t(locale, `console:span.${unit}`, { count, shown: formatNumber(count, locale) });
}
