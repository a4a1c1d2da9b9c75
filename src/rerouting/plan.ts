import { allocate, type Share } from './allocate.js';
import { kilometres } from './distance.js';
import { type Door, type Need, obstacles, reaches } from './doors.js';
import { type Gap, type Leg, type Load, NO_OPTIONS, type Plan, type Sentence } from './types.js';

/**
 * Who goes where: online first, then counters by distance, and never more than they can take while another has room.
 * Every need ends with a leg or in a named gap. Counters are planned as if nobody went online.
 */
export function makePlan(needs: Need[], doors: Door[]): Plan {
  const services = [...new Set(needs.map((need) => need.serviceId))];
  const parts = services.map((serviceId) =>
    planService(
      needs.filter((need) => need.serviceId === serviceId),
      doors.filter((door) => door.serviceId === serviceId),
    ),
  );
  const legs = parts.flatMap((part) => part.legs);
  return {
    method: 'greedy',
    cost: {
      personKm: legs.reduce((sum, leg) => sum + (leg.perDay ?? 0) * (leg.km ?? 0), 0),
      over: parts
        .flatMap((part) => part.loads)
        .reduce((sum, load) => sum + Math.max(0, load.expected - (load.capacity ?? load.expected)), 0),
    },
    options: NO_OPTIONS,
    covers: needs.map(({ serviceId, region }) => ({ serviceId, regionCode: region.code })),
    legs,
    gaps: parts.flatMap((part) => part.gaps),
    loads: parts.flatMap((part) => part.loads),
  };
}

function planService(needs: Need[], doors: Door[]): Pick<Plan, 'legs' | 'gaps' | 'loads'> {
  const usable = doors.filter((door) => !door.obstacle);
  const online = usable.filter((door) => door.kind === 'online').sort((a, b) => a.offeringId.localeCompare(b.offeringId));
  const counters = usable.filter((door) => door.kind === 'counter' && door.at);
  const outreach = usable.filter((door) => door.kind === 'outreach');
  const shares = allocate(needs, counters);
  const legs = needs.flatMap((need) =>
    ranked([
      ...online.filter((door) => reaches(door, need)).map((door) => simpleLeg(need, door, 'reason.online')),
      ...shares.filter((share) => share.need === need).map((share) => counterLeg(share, counters)),
      ...outreach.filter((door) => reaches(door, need)).map((door) => simpleLeg(need, door, 'reason.outreach')),
    ]),
  );
  return { legs, gaps: needs.flatMap((need) => gapOf(need, legs, doors) ?? []), loads: loadsOf(counters, shares) };
}

function ranked(legs: Omit<Leg, 'rank'>[]): Leg[] {
  return legs.map((leg, index) => ({ ...leg, rank: index + 1 }));
}

function simpleLeg(need: Need, door: Door, key: string): Omit<Leg, 'rank'> {
  return { ...common(need, door), share: 0, overCapacity: false, reason: { key, params: { name: door.name } } };
}

function counterLeg(share: Share, counters: Door[]): Omit<Leg, 'rank'> {
  const { need, door, km } = share;
  return {
    ...common(need, door),
    km,
    perDay: share.perDay,
    share: share.perDay === undefined ? Number(share.kind !== 'second') : share.perDay / Math.max(1, need.perDay ?? 1),
    overCapacity: share.kind === 'over',
    reason: reasonFor(share, counters),
  };
}

function common(need: Need, door: Door) {
  return {
    serviceId: need.serviceId,
    regionCode: need.region.code,
    offeringId: door.offeringId,
    officeId: door.officeId,
    kind: door.kind,
    disclosure: 'named' as const,
    assumed: door.assumed,
    startOn: door.startOn,
  };
}

function reasonFor(share: Share, counters: Door[]): Sentence {
  const { need, door, km } = share;
  const params = { name: door.name, km };
  if (share.kind !== 'sent') return { key: `reason.${share.kind}`, params };
  const nearer = counters
    .filter((other) => other !== door && reaches(other, need) && kilometres(need.region, other.at!) < km)
    .sort((a, b) => kilometres(need.region, a.at!) - kilometres(need.region, b.at!))[0];
  return nearer ? { key: 'reason.next', params: { ...params, nearer: nearer.name } } : { key: 'reason.nearest', params };
}

function gapOf(need: Need, legs: Leg[], doors: Door[]): Gap | undefined {
  const own = legs.filter((leg) => leg.serviceId === need.serviceId && leg.regionCode === need.region.code);
  if (own.some((leg) => leg.kind !== 'online')) return undefined;
  const params = { region: need.region.name };
  return {
    serviceId: need.serviceId,
    regionCode: need.region.code,
    reason: { key: own.length > 0 ? 'gap.online-only' : 'gap.none', params },
    closesBy: closingOf(need, doors),
  };
}

/** The door with the smallest obstacle, the nearest among equals; a travelling unit where there is no door at all. */
function closingOf(need: Need, doors: Door[]): Sentence {
  const shut = doors.filter((door) => door.obstacle && door.kind === 'counter' && door.at && reaches(door, need));
  const weight = (door: Door) => obstacles.indexOf(door.obstacle!) * 1e6 + kilometres(need.region, door.at!);
  const best = shut.sort((a, b) => weight(a) - weight(b))[0];
  if (!best) return { key: 'closes.outreach', params: { region: need.region.name } };
  return { key: `closes.${best.obstacle}`, params: { name: best.name, km: kilometres(need.region, best.at!) } };
}

function loadsOf(counters: Door[], shares: Share[]): Load[] {
  return counters.flatMap((door) => {
    const own = shares.filter((share) => share.door === door);
    if (own.length === 0) return [];
    const expected = own.reduce((sum, share) => sum + (share.perDay ?? 0), 0);
    return [
      {
        offeringId: door.offeringId,
        serviceId: door.serviceId,
        officeId: door.officeId!,
        expected,
        capacity: door.perDay,
        assumed: door.assumed,
      },
    ];
  });
}
