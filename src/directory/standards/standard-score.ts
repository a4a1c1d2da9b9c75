import { type ServiceStandard, type StandardComponent, standardComponents } from '../types.js';

export interface StandardScore {
  filled: number;
  of: 14;
  /** In the order of the law's two groups. */
  missing: StandardComponent[];
}

export const ALL_COMPONENTS: StandardComponent[] = [...standardComponents.delivery, ...standardComponents.management];

/** How complete a service standard is. */
export function standardScore(standard: ServiceStandard = {}): StandardScore {
  const missing = ALL_COMPONENTS.filter((component) => standard[component] === undefined);
  return { filled: ALL_COMPONENTS.length - missing.length, of: 14, missing };
}
