import type { Load, Plan, PlanChange } from '../types.js';

/** What one plan costs more or less than the one before, and which places get other numbers. */
export function changeBetween(before: Plan, after: Plan): PlanChange {
  return {
    personKm: after.cost.personKm - before.cost.personKm,
    over: after.cost.over - before.cost.over,
    unplaced: after.cost.unplaced - before.cost.unplaced,
    loads: loadChanges(before.loads, after.loads),
  };
}

function loadChanges(before: Load[], after: Load[]): PlanChange['loads'] {
  const found = (loads: Load[], { offeringId, serviceId }: Load) =>
    loads.find((load) => load.offeringId === offeringId && load.serviceId === serviceId)?.expected ?? 0;
  const gone = before.filter((load) => !after.some(({ offeringId }) => offeringId === load.offeringId));
  return [...after, ...gone.map((load) => ({ ...load, expected: 0 }))]
    .map(({ assumed: _, expected, ...load }) => ({
      ...load,
      from: found(before, { ...load, assumed: false, expected }),
      to: expected,
    }))
    .filter(({ from, to }) => from !== to);
}
