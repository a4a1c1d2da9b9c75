import type { Visit } from '../types.js';
import type { VisitEntry } from './visit-input.js';
import { visitRule } from './visit-rule.js';

/** The visit that an entry says, once its region is known. */
export function visitOf(entry: VisitEntry, offeringId: string, centroid: { lat: number; lng: number }): Visit {
  const { lat, lng, rrule, serves, ...rest } = entry;
  const surveyed = lat !== undefined && lng !== undefined;
  const rule = rrule === undefined ? undefined : visitRule(entry.begins, rrule);
  return {
    ...rest,
    offeringId,
    ...(surveyed
      ? { lat, lng, coordinateIs: 'surveyed' }
      : { lat: centroid.lat, lng: centroid.lng, coordinateIs: 'region-centroid' }),
    ...(rule && 'rrule' in rule ? { rrule: rule.rrule } : {}),
    serves: serves ?? [entry.regionCode],
  };
}

/** The last day that its rule names. */
export function lastDay({ begins, rrule }: Pick<Visit, 'begins' | 'rrule'>): string {
  const first = begins.slice(0, 10);
  if (rrule === undefined) return first;
  const rule = visitRule(begins, rrule);
  return 'days' in rule ? (rule.days.at(-1) ?? first) : first;
}
