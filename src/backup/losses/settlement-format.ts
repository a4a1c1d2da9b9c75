import { z } from 'zod';

/** The columns that a settlement file must have, whatever it calls them. */
export const COLUMNS = ['reference', 'plate', 'amount', 'paidAt'] as const;
export type Column = (typeof COLUMNS)[number];

const TOKENS = /yyyy|MM|dd|HH|mm|ss/g;
const TOKENS_ONCE = /^(?!.*(yyyy|MM|dd|HH|mm|ss).*\1)/;
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
    (text) => ['yyyy', 'MM', 'dd'].every((token) => text.includes(token)) && TOKENS_ONCE.test(text),
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

/** Reads one cell; undefined when it does not hold such a thing. */
export type CellReader<T> = (text: string) => T | undefined;

/** Of times as the format writes them: `'2025-09-02 14:05:00'` on the clock of the office. */
export function timeReader(format: string): CellReader<string> {
  const places = [...format.matchAll(TOKENS)].map(([token]) => token);
  const pattern = format
    .split(TOKENS)
    .map((literal) => literal.replace(/[^\w]/g, '\\$&'))
    .reduce((made, literal, index) => `${made}(?<${places[index - 1]}>\\d{${places[index - 1]!.length}})${literal}`);
  const whole = new RegExp(`^${pattern}$`);
  return (text) => {
    const { yyyy, MM, dd, HH = '00', mm = '00', ss = '00' } = whole.exec(text)?.groups ?? {};
    if (!yyyy) return undefined;
    const local = `${yyyy}-${MM}-${dd}T${HH}:${mm}:${ss}`;
    const at = new Date(`${local}Z`);
    return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(local) ? local.replace('T', ' ') : undefined;
  };
}

/** Of whole rupiah above nothing, like `Rp1.234.567,00` or `1234567`; an amount with cents is none. */
export function amountReader(decimal: SettlementFormat['decimal']): CellReader<number> {
  const [thousands, point] = decimal === ',' ? ['\\.', ','] : [',', '\\.'];
  const whole = new RegExp(`^(?:Rp\\.?\\s?)?(\\d{1,3}(?:${thousands}\\d{3}){1,3}|\\d{1,12})(?:${point}0{1,2})?$`, 'i');
  return (text) => {
    const value = Number(whole.exec(text)?.[1]?.replace(/\D/g, ''));
    return value > 0 ? value : undefined;
  };
}
