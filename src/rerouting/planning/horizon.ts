import { type Offering, type OpeningHours, serviceDays, type Visit, visitsBetween } from '../../directory/index.js';
import { addDays, civilDate, type Holidays } from '../../platform/index.js';
import type { PlannedVisit } from '../types.js';

/** Two weeks: long enough to meet each recurring visit, short enough to be what people wait for. */
const DAYS = 14;

/** The days that a plan looks at, from the first that can still be planned for. */
export class Horizon {
  readonly to: string;

  constructor(
    readonly from: string,
    readonly holidays: Holidays,
  ) {
    this.to = addDays(from, DAYS - 1);
  }

  serviceDays(hours: OpeningHours): number {
    return serviceDays(hours, this.holidays, this.from, this.to).length;
  }

  /** Hours that it opens on an average day of the week on which it opens; 0 for one that is always open or never. */
  hoursADay({ always, weekly }: OpeningHours): number {
    if (always) return 0;
    const days = Object.values(weekly).filter((spans) => spans.length > 0);
    const hours = days.flat().reduce((sum, { open, close }) => sum + hoursBetween(open, close), 0);
    return days.length === 0 ? 0 : hours / days.length;
  }

  /** Each visit that comes within these days, with its first day and how many people a day of `days` it can serve. */
  visits(offering: Offering, days: number) {
    const met = Map.groupBy(visitsBetween(offering.visits, this.from, this.to, this.holidays), ({ visit }) => visit.id);
    return [...met.values()].map((own) => {
      const { visit, date, opens, closes } = own[0]!;
      const perDay = visit.quota === undefined ? undefined : Math.floor((visit.quota * own.length) / Math.max(1, days));
      return { visit, first: { date, opens, closes, place: visit.place }, perDay };
    });
  }
}

/** Whether the unit comes to that place at that time anyway. */
export function visitKnown(visits: Visit[], { place, begins }: Pick<Visit, 'place' | 'begins'>): boolean {
  return visits.some((visit) => visit.place === place && visit.begins === begins);
}

/** A visit that an operator wants, as the directory would hold it. */
export function visitOf(planned: PlannedVisit, at: { lat: number; lng: number }): Visit {
  return {
    ...planned,
    ...at,
    id: `${planned.regionCode}-${planned.begins}`,
    coordinateIs: 'region-centroid',
    except: [],
    closedOn: [],
    serves: [planned.regionCode],
    isSample: false,
  };
}

function hoursBetween(open: string, close: string): number {
  const [from, to] = [open, close].map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return hour + minute / 60;
  });
  return to! > from! ? to! - from! : to! + 24 - from!;
}

export const dayAfter = (at: Date, zone: string) => addDays(civilDate(at, zone), 1);
