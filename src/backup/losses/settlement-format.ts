import { z } from 'zod';

/** The columns that a settlement file must have, whatever it calls them. */
export const COLUMNS = ['reference', 'plate', 'amount', 'paidAt'] as const;
export type Column = (typeof COLUMNS)[number];

const TOKENS = /yyyy|MM|dd|HH|mm|ss/g;
const word = z.string().trim().min(1);

/** One kind of settlement file: what its columns are called and how it writes amounts and times. */
export const settlementFormat = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be small letters, digits and -'),
  name: word,
  delimiter: z.enum([',', ';', '|', '\t']).default(','),
  columns: z.strictObject({ reference: word, plate: word, amount: word, paidAt: word }),
  /** What stands before the cents; the other one of the two divides thousands. */
  decimal: z.enum([',', '.']).default(','),
  /** Like `dd/MM/yyyy HH:mm:ss`; without an hour a payment is one of that day. */
  time: word.refine(
    (text) => ['yyyy', 'MM', 'dd'].every((token) => text.split(token).length === 2),
    'must name yyyy, MM and dd once each, like dd/MM/yyyy HH:mm',
  ),
});

/** How a payment is found in the source's own database. Each is one statement that takes `$1`, a text[], and only reads. */
export const paymentQueries = z.strictObject({
  /** Gives `reference` and `amount` of the payments that bear one of these references. */
  byReference: word,
  /** Gives `plate` of the vehicles that bear one of these plates, written like `AG 1234 BX`. */
  byPlate: word,
});

export type SettlementFormat = z.output<typeof settlementFormat>;
export type PaymentQueries = z.output<typeof paymentQueries>;

/** A time as the file writes it, as `'2025-09-02 14:05:00'` on the clock of the office; undefined when it is none. */
export function readTime(text: string, format: string): string | undefined {
  const places = [...format.matchAll(TOKENS)].map(([token]) => token);
  const pattern = format
    .split(TOKENS)
    .map((literal) => literal.replace(/[^\w]/g, '\\$&'))
    .reduce((made, literal, index) => `${made}(\\d{${places[index - 1]!.length}})${literal}`);
  const found = new RegExp(`^${pattern}$`).exec(text);
  if (!found) return undefined;
  const part = Object.fromEntries(places.map((token, index) => [token, found[index + 1]]));
  const local = `${part.yyyy}-${part.MM}-${part.dd} ${part.HH ?? '00'}:${part.mm ?? '00'}:${part.ss ?? '00'}`;
  const at = new Date(`${local.replace(' ', 'T')}Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(local.replace(' ', 'T')) ? local : undefined;
}

/** Whole rupiah from `Rp1.234.567,00` or `1234567`; undefined when it is no amount above nothing, or has cents. */
export function readAmount(text: string, decimal: ',' | '.'): number | undefined {
  const [thousands, point] = decimal === ',' ? ['\\.', ','] : [',', '\\.'];
  const amount = new RegExp(`^(?:Rp\\.?\\s?)?(\\d{1,3}(?:${thousands}\\d{3}){1,3}|\\d{1,12})(?:${point}0{1,2})?$`, 'i');
  const digits = amount.exec(text)?.[1]?.replace(/\D/g, '');
  const value = Number(digits);
  return digits && value > 0 ? value : undefined;
}
