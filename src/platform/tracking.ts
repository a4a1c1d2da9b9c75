/** No 0/O, 1/I, 2/Z, 5/S, 8/B, and of the letters that sound alike over a telephone only one; 19 signs, a prime. */
const SIGNS = '3456789ACFHJKLMRWXY';
const BODY = 7;

/** Makes a tracking number `K7RA-4MX9` from `BODY` numbers at random; the last sign checks the others. */
export function makeTracking(random: (below: number) => number): string {
  const body = Array.from({ length: BODY }, () => random(SIGNS.length));
  return written([...body, checkOf(body)]);
}

/** The canonical form of what a person typed or spelled, or undefined when it cannot be a tracking number. */
export function readTracking(typed: string): string | undefined {
  const values = [...typed.toUpperCase().replace(/[\s.\-–—_]/g, '')].map((sign) => SIGNS.indexOf(sign));
  if (values.length !== BODY + 1 || values.includes(-1)) return undefined;
  return checkOf(values.slice(0, BODY)) === values[BODY] ? written(values) : undefined;
}

/** Finds a tracking number inside a text. */
export function trackingIn(text: string): string | undefined {
  for (const [candidate] of text.matchAll(/\b[a-z0-9]{4}[\s\-–]?[a-z0-9]{4}\b/gi)) {
    const tracking = readTracking(candidate);
    if (tracking) return tracking;
  }
  return undefined;
}

/** Different weights modulo a prime: every single wrong sign and every swap of two signs is noticed. */
function checkOf(body: number[]): number {
  return body.reduce((sum, value, place) => sum + value * (place + 2), 0) % SIGNS.length;
}

function written(values: number[]): string {
  const signs = values.map((value) => SIGNS[value]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}
