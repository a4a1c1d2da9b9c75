import type { Holiday, HolidayKind, Holidays } from './rules.js';

/** What became known of a date at a moment; without a kind, that it is no holiday. The newest one counts. */
export interface HolidayVersion {
  date: string;
  kind?: HolidayKind;
  name: string;
  nameEn?: string;
  estimated: boolean;
  /** Law, decree or page that says so. */
  source: string;
  /** Absent for what was always known. */
  knownSince?: Date;
}

/** In the order in which they became known. */
export function inOrder(versions: HolidayVersion[]): HolidayVersion[] {
  return [...versions].sort((a, b) => since(a) - since(b));
}

/** The calendar as it was known at a moment. */
export function knownAt(versions: HolidayVersion[], at: Date): Holidays {
  const holidays = new Map<string, Holiday>();
  for (const version of versions) {
    if (since(version) > at.getTime()) break;
    if (version.kind) holidays.set(version.date, { ...version, kind: version.kind });
    else holidays.delete(version.date);
  }
  return new Map([...holidays].sort(([a], [b]) => a.localeCompare(b)));
}

/** How many of the versions were known. */
export function countKnown(versions: HolidayVersion[], at: Date): number {
  const later = versions.findIndex((version) => since(version) > at.getTime());
  return later < 0 ? versions.length : later;
}

function since({ knownSince }: HolidayVersion): number {
  return knownSince?.getTime() ?? Number.NEGATIVE_INFINITY;
}
