/** Splits a whole number by weights, without loss; the largest remainders get the rest. Equal parts when every weight is 0. */
export function split(total: number, weights: number[]): number[] {
  const all = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (all > 0 ? (total * weight) / all : total / weights.length));
  const parts = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const missing = total - parts.reduce((a, b) => a + b, 0);
  for (const { index } of order.slice(0, missing)) parts[index] = parts[index]! + 1;
  return parts;
}
