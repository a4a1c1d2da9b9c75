import { Injectable } from '@nestjs/common';
import ical, { ICalEventStatus } from 'ical-generator';
import { DateTime } from 'luxon';
import { Calendar, type Locale, Texts } from '../../platform/index.js';
import { zoneOf } from '../region-rules.js';
import type { StatusKind } from '../types.js';
import { lastDay } from './visit-of.js';
import type { ListedVisit } from './visit-store.js';
import { ruleDays } from './visits-between.js';

/** Zones of Indonesia in the form of RFC 5545; none of them has ever a summer time. */
const ZONES: Record<string, { name: string; offset: string }> = {
  'Asia/Jakarta': { name: 'WIB', offset: '+0700' },
  'Asia/Makassar': { name: 'WITA', offset: '+0800' },
  'Asia/Jayapura': { name: 'WIT', offset: '+0900' },
};
const SHUT = new Set<StatusKind>(['suspended', 'moved']);

/** Visits as an iCalendar (RFC 5545) that a telephone can follow. */
@Injectable()
export class VisitCalendar {
  constructor(
    private readonly calendar: Calendar,
    private readonly texts: Texts,
  ) {}

  /** `statuses` by offering: what is suspended is cancelled in it. */
  write(name: string, listed: ListedVisit[], statuses: Map<string, StatusKind>, locale: Locale, at: Date): string {
    const calendar = ical({
      name: escaped(name),
      prodId: { company: 'Sinambung', product: 'Kunjungan', language: locale.toUpperCase() },
      timezone: { name: null, generator: zone },
    });
    for (const each of listed) {
      const { visit, version, changedAt, channel, serviceNames } = each;
      const timezone = zoneOf(visit.regionCode);
      const off = each.cancelledAt !== undefined || SHUT.has(statuses.get(visit.offeringId) ?? 'normal');
      calendar.createEvent({
        id: `${visit.id}@sinambung`,
        sequence: version,
        stamp: at,
        lastModified: changedAt,
        start: DateTime.fromISO(visit.begins, { zone: timezone }),
        end: DateTime.fromISO(`${visit.begins.slice(0, 10)}T${visit.ends}`, { zone: timezone }),
        timezone,
        summary: `${channel}: ${serviceNames[locale]}`,
        location: visit.place,
        description: this.description(each, locale),
        ...(visit.coordinateIs === 'surveyed' ? { geo: { lat: visit.lat, lon: visit.lng } } : {}),
        status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
        ...(visit.rrule ? { repeating: this.rule(each, visit.rrule, timezone) } : {}),
      });
    }
    return calendar.toString();
  }

  private description({ visit, phone }: ListedVisit, locale: Locale): string {
    const say = (key: string, params?: Record<string, string | number>) => this.texts.t(locale, `offers:visit.${key}`, params);
    return [
      visit.quota === undefined ? '' : say('quota', { quota: visit.quota }),
      phone ? say('phone', { phone }) : '',
      say('ask-first'),
      visit.isSample ? say('sample') : '',
    ]
      .filter(Boolean)
      .join('\n');
  }

  /** With the days on which it does not come: those that were cancelled, and holidays. An end is said in UTC, as the standard wants it. */
  private rule({ visit }: ListedVisit, rrule: string, timezone: string): string {
    const days = ruleDays(visit, visit.begins.slice(0, 10), lastDay(visit));
    const time = visit.begins.slice(11).replace(':', '');
    const away = days
      .filter((date) => visit.except.includes(date) || this.isDayOff(visit.closedOn, date))
      .map((date) => `${date.replaceAll('-', '')}T${time}00`);
    const utc = rrule.replace(/UNTIL=(\d{8}T\d{6})/, (_, local: string) => `UNTIL=${inUtc(local, timezone)}`);
    return [`RRULE:${utc}`, ...(away.length > 0 ? [`EXDATE;TZID=${timezone}:${away.join()}`] : [])].join('\n');
  }

  private isDayOff(closedOn: ListedVisit['visit']['closedOn'], date: string): boolean {
    const holiday = this.calendar.holidays.get(date);
    return holiday !== undefined && closedOn.includes(holiday.kind);
  }
}

function inUtc(local: string, zone: string): string {
  return DateTime.fromISO(local, { zone }).toUTC().toFormat("yyyyMMdd'T'HHmmss'Z'");
}

function zone(id: string): string | null {
  const { name, offset } = ZONES[id] ?? {};
  if (!name) return null;
  const standard = [
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    `TZNAME:${name}`,
  ];
  return ['BEGIN:VTIMEZONE', `TZID:${id}`, ...standard, 'END:STANDARD', 'END:VTIMEZONE'].join('\n');
}

/** The library escapes what stands in events, not the name of the calendar. */
function escaped(text: string): string {
  return text.replace(/([\\;,])/g, '\\$1').replace(/\s+/g, ' ');
}
