import { DAY_MS } from '../../platform/index.js';
import type { Amounts, Certainty } from '../types.js';

/** Months of lateness: every begun month counts whole, or a rest counts once it is longer than 15 days. Provinces differ. */
export type MonthRule = 'part-month-full' | 'over-15-days';

export interface Sourced {
  source: string;
  certainty: Certainty;
}

export interface TaxRule extends Sourced {
  validFrom: string;
  percentAMonth: number;
  onOpsen: boolean;
  maxMonths: number;
}

export interface LateFeeRules {
  tax: TaxRule;
  months: { rule: MonthRule } & Sourced;
  rounding: { upTo: number } & Sourced;
  swdkllj: { bands: { fromDay: number; percent: number }[]; cap: number; tariffs: number[]; cardFee: number } & Sourced;
}

export interface LateFees {
  days: number;
  months: number;
  fees: Amounts;
  /** False when a rule that was used is not confirmed: show the figures as an estimate. */
  confirmed: boolean;
}

/** Whole days from `dueOn` to `paidOn`, both civil dates; 0 when paid in time. */
export function daysLate(dueOn: string, paidOn: string): number {
  return Math.max(0, Math.round((Date.parse(paidOn) - Date.parse(dueOn)) / DAY_MS));
}

/** Months of lateness by the province's rule; a month ends on the day of the month of the due date, or on the month's last. */
export function monthsLate(dueOn: string, paidOn: string, rule: MonthRule): number {
  if (paidOn <= dueOn) return 0;
  let whole = 0;
  while (addMonths(dueOn, whole + 1) <= paidOn) whole += 1;
  const rest = daysLate(addMonths(dueOn, whole), paidOn);
  const counts = rule === 'part-month-full' ? rest > 0 : rest > 15;
  return whole + (counts ? 1 : 0);
}

/**
 * What lateness costs, in whole rupiah. SWDKLLJ is charged on the tariff without the fund card's fee,
 * whether or not the bill has it in (PMK 16/PMK.010/2017);
 * PNBP of the police bears no late fee.
 */
export function lateFees(amounts: Amounts, dueOn: string, paidOn: string, rules: LateFeeRules): LateFees {
  const days = daysLate(dueOn, paidOn);
  const months = monthsLate(dueOn, paidOn, rules.months.rule);
  const tax = (amount: number) => taxFee(amount, months, rules);
  const fees = {
    pkb: tax(amounts.pkb),
    opsen: rules.tax.onOpsen ? tax(amounts.opsen) : 0,
    swdkllj: swdklljFee(amounts.swdkllj, days, rules),
    pnbp: 0,
  };
  const used: Sourced[] = [rules.tax, rules.months, rules.rounding, rules.swdkllj];
  return { days, months, fees, confirmed: used.every(({ certainty }) => certainty !== 'K') };
}

function taxFee(amount: number, months: number, { tax, rounding }: LateFeeRules): number {
  const counted = Math.min(months, tax.maxMonths);
  return roundUp((amount * tax.percentAMonth * counted) / 100, rounding.upTo);
}

function swdklljFee(billed: number, days: number, { swdkllj }: LateFeeRules): number {
  const { bands, cap, tariffs, cardFee } = swdkllj;
  const tariff = tariffs.includes(billed - cardFee) ? billed - cardFee : billed;
  const band = bands.findLast(({ fromDay }) => days >= fromDay);
  return Math.min(cap, Math.ceil((tariff * (band?.percent ?? 0)) / 100));
}

function roundUp(amount: number, step: number): number {
  return Math.ceil(amount / step) * step;
}

function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(day, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}
