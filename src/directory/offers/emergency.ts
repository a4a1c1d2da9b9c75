import type { Difference, Offering, OpeningHours } from '../types.js';

/** The offering as it is given in an emergency; itself where nothing else was arranged. */
export function emergencyOffering(offering: Offering): Offering {
  const { emergency } = offering;
  if (!emergency) return offering;
  const kept = offering.requirements.filter(({ code }) => !emergency.drops.includes(code));
  const added = emergency.adds.filter(({ code }) => !kept.some((requirement) => requirement.code === code));
  return {
    ...offering,
    hours: emergency.hours ? withSpecialDays(emergency.hours, offering.hours) : offering.hours,
    requirements: [...kept, ...added],
    capacityPerDay: emergency.capacityPerDay ?? offering.capacityPerDay,
  };
}

/** What a citizen who knows the usual must be told: only what really differs. */
export function differences(offering: Offering): Difference[] {
  const { emergency, requirements } = offering;
  if (!emergency) return [];
  const { hours, adds, drops, limits, capacityPerDay } = emergency;
  const asked = (code: string) => requirements.some((requirement) => requirement.code === code);
  return [
    ...(hours && !same(withSpecialDays(hours, offering.hours), offering.hours) ? [{ kind: 'hours' as const, hours }] : []),
    ...adds.filter(({ code }) => !asked(code)).map((requirement) => ({ kind: 'adds' as const, requirement })),
    ...requirements.filter(({ code }) => drops.includes(code)).map((requirement) => ({ kind: 'drops' as const, requirement })),
    ...limits.map((texts) => ({ kind: 'limit' as const, texts })),
    ...(capacityPerDay !== undefined && capacityPerDay !== offering.capacityPerDay
      ? [{ kind: 'capacity' as const, perDay: capacityPerDay }]
      : []),
  ];
}

/** A day on which the place is shut anyway is so in an emergency too. */
function withSpecialDays(hours: OpeningHours, { specialDays }: OpeningHours): OpeningHours {
  return specialDays ? { ...hours, specialDays: { ...specialDays, ...hours.specialDays } } : hours;
}

/** jsonb does not keep the order of keys. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key as keyof typeof a], b[key as keyof typeof b]));
}
