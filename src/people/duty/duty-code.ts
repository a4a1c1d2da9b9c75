import { randomInt } from 'node:crypto';

/** No 0/O, 1/I/L, 2/Z, 5/S, 8/B, and no U/V, which look alike in handwriting. */
const SIGNS = '34679ACDEFGHJKMNPQRTWXY';
const GROUPS = 3;
const GROUP = 4;

/** A code for paper, `K7RA-4MX9-TT3C`: 54 random bits, which nobody finds by trying. */
export function newDutyCode(): string {
  const group = () => Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** The canonical form of what somebody typed at night, or undefined where it cannot be a code. */
export function readDutyCode(typed: string): string | undefined {
  const signs = [...typed.toUpperCase().replace(/[\s.\-–—_]/g, '')];
  if (signs.length !== GROUPS * GROUP || signs.some((sign) => !SIGNS.includes(sign))) return undefined;
  return Array.from({ length: GROUPS }, (_, index) => signs.slice(index * GROUP, (index + 1) * GROUP).join('')).join('-');
}
