/** `'SKPD-000123'` is prefix `SKPD-`, digits 6. Numbers are both included. */
export interface Serials {
  prefix: string;
  digits: number;
  from: number;
  to: number;
}

const SERIAL = /^(\D*)(\d{1,15})$/;

/** A serial number ends in digits: `SKPD-000123`. Undefined when it does not. */
export function readSerial(text: string): { prefix: string; digits: number; number: number } | undefined {
  const [, prefix, digits] = SERIAL.exec(text.trim().toUpperCase()) ?? [];
  if (digits === undefined || prefix === undefined) return undefined;
  return { prefix, digits: digits.length, number: Number(digits) };
}

/** A range, or undefined when its ends do not belong together. */
export function readSerials(first: string, last: string): Serials | undefined {
  const [from, to] = [readSerial(first), readSerial(last)];
  if (!from || !to || from.prefix !== to.prefix || from.digits !== to.digits || from.number > to.number) return undefined;
  return { prefix: from.prefix, digits: from.digits, from: from.number, to: to.number };
}

export function serialText({ prefix, digits }: Pick<Serials, 'prefix' | 'digits'>, number: number): string {
  return `${prefix}${String(number).padStart(digits, '0')}`;
}

export const countOf = ({ from, to }: Serials): number => to - from + 1;

export const overlap = (a: Serials, b: Serials): boolean =>
  a.prefix === b.prefix && a.digits === b.digits && a.from <= b.to && b.from <= a.to;
