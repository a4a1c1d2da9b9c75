import { lineage, numberToAsk, type Offering, type Region } from '../directory/index.js';
import type { Leg, PublishedReroute } from '../rerouting/index.js';
import type { Area } from './types.js';

interface Disclosed {
  reroute?: PublishedReroute;
  areas?: Area[];
  ask?: { phone?: string };
}

/**
 * What the public may know of a reroute. A destination known by its area enters as no more than that; a withheld one does not
 * enter at all: nothing that is kept, cached or copied can give it away.
 */
export function disclosed(
  reroute: PublishedReroute | undefined,
  known: { named: Map<string, Offering>; areas: Map<string, Region> },
  usual: Offering | undefined,
): Disclosed {
  if (!reroute) return {};
  const legs = reroute.legs.filter(({ disclosure }) => disclosure === 'named');
  const area = reroute.legs.filter(({ disclosure }) => disclosure === 'area');
  const phone = usual?.office && numberToAsk(usual.office);
  return {
    reroute: { ...reroute, legs: legs.map((leg, index) => ({ ...leg, rank: index + 1 })) },
    ...(area.length > 0 ? { areas: areasOf(area, known, phone) } : {}),
    ...(legs.length < reroute.legs.length ? { ask: { phone } } : {}),
  };
}

/** The code of the kabupaten or kota that a region lies in. */
export function kabkota(regionCode: string): string {
  return lineage(regionCode).at(-2) ?? regionCode;
}

/** Once each, in the order of the plan. */
function areasOf(
  legs: Leg[],
  { named, areas }: { named: Map<string, Offering>; areas: Map<string, Region> },
  phone: string | undefined,
): Area[] {
  const found = new Map<string, Area>();
  for (const { offeringId, startOn } of legs) {
    const office = named.get(offeringId)?.office;
    const region = office && areas.get(kabkota(office.regionCode));
    if (region && !found.has(region.code)) found.set(region.code, { regionCode: region.code, name: region.name, phone, startOn });
  }
  return [...found.values()];
}
