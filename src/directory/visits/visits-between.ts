import * as library from 'rrule';
import type { Holidays } from '../../platform/index.js';
import { holds } from '../region-rules.js';
import type { Visit, VisitDay } from '../types.js';

/** Node sees the library's CommonJS file, whose names stand below `default`; others see its names. */
const { RRule } = (library as unknown as { default?: typeof library }).default ?? library;

/** The days on which the visits come, from one civil date to another, both included; soonest first. */
export function visitsBetween(visits: Visit[], from: string, to: string, holidays: Holidays): VisitDay[] {
  return visits
    .flatMap((visit) => daysOf(visit, from, to, holidays).map((date) => dayOf(visit, date)))
    .sort((a, b) => `${a.date}${a.opens}${a.visit.id}`.localeCompare(`${b.date}${b.opens}${b.visit.id}`));
}

/** Those that are for the people of a region, or of a part of it. */
export function visitsFor(visits: Visit[], regionCode: string): Visit[] {
  return visits.filter(({ serves }) => holds(serves, regionCode) || serves.some((code) => code.startsWith(`${regionCode}.`)));
}

/** Every day that the rule names, whatever stands in the way of it. */
export function ruleDays({ begins, rrule: rule }: Pick<Visit, 'begins' | 'rrule'>, from: string, to: string): string[] {
  const first = begins.slice(0, 10);
  if (rule === undefined) return first >= from && first <= to ? [first] : [];
  if (to < first) return [];
  return ruleOf(begins, rule)
    .between(floating(`${from}T00:00`), floating(`${to}T23:59`), true)
    .map(civil);
}

/** The library knows no local time: what is local is given to it as UTC, and what it gives as UTC is local. */
export function ruleOf(begins: string, rule: string): library.RRule {
  return new RRule({ ...RRule.parseString(wholeLastDay(rule)), dtstart: floating(begins) });
}

/** A rule for local times ends at a local time (RFC 5545, 3.3.10): the whole last day counts. */
export function wholeLastDay(rule: string): string {
  return rule.replace(/UNTIL=(\d{8})(?=;|$)/, 'UNTIL=$1T235959');
}

function daysOf(visit: Visit, from: string, to: string, holidays: Holidays): string[] {
  return ruleDays(visit, from, to).filter((date) => {
    const holiday = holidays.get(date);
    return !visit.except.includes(date) && !(holiday && visit.closedOn.includes(holiday.kind));
  });
}

function dayOf(visit: Visit, date: string): VisitDay {
  return { visit, date, opens: visit.begins.slice(11), closes: visit.ends };
}

const floating = (local: string) => new Date(`${local}:00Z`);
const civil = (date: Date) => date.toISOString().slice(0, 10);
