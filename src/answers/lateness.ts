import type { LatenessPart } from './types.js';

/** The parts of the bill that a signed decision excuses, under its number; undefined where nothing is signed. */
export function grantedSummary(
  lateness: LatenessPart[],
  name: (part: string) => string,
): { parts: string; number: string } | undefined {
  const granted = lateness.filter(({ state, number }) => state === 'granted' && number);
  const number = granted[0]?.number;
  if (!number) return undefined;
  const same = granted.filter((part) => part.number === number);
  return { parts: same.map(({ part }) => name(part)).join('+'), number };
}
