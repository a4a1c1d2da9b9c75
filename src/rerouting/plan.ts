import { kilometres } from './distance.js';
import { costOf, type Door, type Need, roadKm } from './doors.js';
import { lawful } from './planning/lawful.js';
import { ONLINE_PER_HUNDRED, type Part, partsOf, type Row, rowsOf } from './planning/parts.js';
import type { Solution, Transport } from './planning/transport.js';
import { closingOf, reasonFor, type Way } from './sentences.js';
import { split } from './split.js';
import { type Gap, type Leg, type Load, NO_OPTIONS, type Plan, type PlanOptions } from './types.js';

/** Counters that one region is told of, with second choices. */
const COUNTERS_NAMED = 3;

/** A plan up to the numbers: what has to be solved, and how to tell what came of it. */
export interface Posed {
  transports: Transport[];
  /** Solutions in the order of `transports`; of each, what can be true. One that is missing places nobody. */
  told(solutions: (Solution | undefined)[]): Plan;
}

/**
 * Who goes where: online as far as not everyone can, then the way that is cheapest for all together. Every need ends with a
 * leg or in a named gap, or in both, whatever the solver says.
 */
export function posePlan(needs: Need[], doors: Door[], options: PlanOptions = NO_OPTIONS): Posed {
  const services = [...Map.groupBy(needs, ({ serviceId }) => serviceId)].map(([serviceId, own]) => {
    const offered = doors.filter((door) => door.serviceId === serviceId);
    const rows = rowsOf(own, offered);
    return { doors: offered, rows, parts: partsOf(rows) };
  });
  const transports = services.flatMap(({ parts }) => parts.map(({ transport }) => transport));
  return {
    transports,
    told: (said) => {
      const solutions = transports.map((transport, index) => lawful(transport, said[index]));
      const left = [...solutions];
      const told = services.map(({ doors: own, rows, parts }) =>
        new ServicePlan(own, rows, parts, left.splice(0, parts.length)).tell(),
      );
      const unplaced = solutions.flatMap((solution) => solution.unplaced).reduce((sum, people) => sum + people, 0);
      return {
        method: solutions.some(({ method }) => method === 'greedy') ? 'greedy' : 'optimal',
        cost: {
          personKm: Math.round(told.reduce((sum, part) => sum + part.personKm, 0)),
          over: told.flatMap(({ loads }) => loads).reduce((sum, load) => sum + overload(load), 0),
          unplaced: unplaced + told.reduce((sum, part) => sum + part.stranded, 0),
        },
        options,
        covers: needs.map(({ serviceId, region }) => ({ serviceId, regionCode: region.code })),
        legs: told.flatMap((part) => part.legs),
        gaps: told.flatMap((part) => part.gaps),
        loads: told.flatMap((part) => part.loads),
      };
    },
  };
}

interface Sent {
  door: Door;
  people?: number;
}

/** One service, once the numbers are known. */
class ServicePlan {
  private readonly sent = new Map<Row, Sent[]>();
  private readonly unplaced = new Map<Row, number>();
  private readonly load = new Map<Door, number>();

  constructor(
    private readonly doors: Door[],
    private readonly rows: Row[],
    parts: Part[],
    solutions: Solution[],
  ) {
    for (const [index, part] of parts.entries()) this.read(part, solutions[index]!);
    for (const row of rows) if (!this.sent.has(row)) this.sendUncounted(row);
  }

  tell() {
    const full = new Set(this.doors.filter((door) => this.roomLeft(door) <= 0));
    const legs = this.rows.map((row) => this.legsOf(row, full));
    return {
      legs: legs.flat(),
      gaps: this.rows.flatMap((row, index) => this.gapOf(row, legs[index]!) ?? []),
      loads: this.loads(),
      personKm: [...this.sent]
        .flatMap(([{ need }, sent]) => sent.map(({ door, people }) => (people ?? 0) * roadKm(need, door)))
        .reduce((a, b) => a + b, 0),
      stranded: this.rows.filter(({ places }) => places.length === 0).reduce((sum, row) => sum + strandedOf(row), 0),
    };
  }

  private read({ rows, places }: Part, { flows, unplaced }: Solution): void {
    for (const [index, row] of rows.entries()) {
      this.sent.set(row, []);
      this.unplaced.set(row, unplaced[index]!);
    }
    for (const { region, place, people } of flows) {
      const door = places[place]!;
      this.sent.get(rows[region]!)!.push({ door, people });
      this.load.set(door, (this.load.get(door) ?? 0) + people);
    }
  }

  /** Regions whose number nobody knows, or is 0, take no room: they go where it is best, with room if there is any. */
  private sendUncounted(row: Row): void {
    const byCost = [...row.places].sort((a, b) => costOf(row.need, a) - costOf(row.need, b));
    const door = byCost.find((place) => this.roomLeft(place) > 0) ?? byCost[0];
    if (door && !this.load.has(door)) this.load.set(door, 0);
    this.sent.set(row, door ? [{ door, people: row.need.perDay }] : []);
  }

  private legsOf(row: Row, full: Set<Door>): Leg[] {
    const { need } = row;
    const mains = this.sent
      .get(row)!
      .map((sent) => ({ ...sent, km: kilometresTo(need, sent.door) }))
      .sort((a, b) => a.km - b.km);
    const seconds = this.secondChoices(
      row,
      mains.map(({ door }) => door),
      full,
    );
    return [
      ...this.onlineLegs(row),
      ...mains.map(({ door, people, km }) => this.leg(row, { need, door, km, kind: 'main' }, full, people)),
      ...seconds.map((door) => this.leg(row, { need, door, km: kilometresTo(need, door), kind: 'second' }, full, 0)),
    ].map((leg, index) => ({ ...leg, rank: index + 1 }));
  }

  private onlineLegs({ need, online, onlinePeople }: Row): Omit<Leg, 'rank'>[] {
    const people = split(
      onlinePeople,
      online.map(() => 1),
    );
    const uncounted = ONLINE_PER_HUNDRED / 100 / online.length;
    return online.map((door, index) => ({
      ...common(need, door),
      perDay: need.perDay === undefined ? undefined : people[index],
      share: need.perDay ? people[index]! / need.perDay : uncounted,
      overCapacity: false,
      reason: { key: 'reason.online', params: { name: door.name } },
    }));
  }

  private leg(row: Row, way: Way, full: Set<Door>, people: number | undefined): Omit<Leg, 'rank'> {
    const { need, door, km, kind } = way;
    const over = kind === 'main' && this.roomLeft(door) < 0;
    const uncounted = row.online.length > 0 ? 1 - ONLINE_PER_HUNDRED / 100 : 1;
    return {
      ...common(need, door),
      km,
      perDay: people,
      share: kind === 'second' ? 0 : need.perDay ? people! / need.perDay : uncounted,
      overCapacity: over,
      reason: reasonFor(way, row.places, full, over),
    };
  }

  /** Only places that take people of this plan anyway, and that still have room: nobody is asked for a maybe. */
  private secondChoices({ need, places }: Row, own: Door[], full: Set<Door>): Door[] {
    const others = places.filter((door) => this.load.has(door) && !own.includes(door) && !full.has(door));
    return others.sort((a, b) => costOf(need, a) - costOf(need, b)).slice(0, Math.max(0, COUNTERS_NAMED - own.length));
  }

  private gapOf(row: Row, legs: Leg[]): Gap | undefined {
    const { need } = row;
    const people = this.unplaced.get(row) ?? 0;
    const placed = legs.some((leg) => leg.kind !== 'online');
    if (placed && people === 0) return undefined;
    const pinned = need.pin === undefined ? undefined : this.doors.find(({ offeringId }) => offeringId === need.pin);
    const { closesBy, door } = pinned && !placed ? unpinning(need, pinned) : closingOf(need, this.doors);
    return {
      serviceId: need.serviceId,
      regionCode: need.region.code,
      reason: {
        key: placed ? 'gap.part' : pinned ? 'gap.pinned' : legs.length > 0 ? 'gap.online-only' : 'gap.none',
        params: { region: need.region.name, ...(placed ? { people } : {}), ...(pinned ? { name: pinned.name } : {}) },
      },
      closesBy,
      call: door?.call ?? need.call,
    };
  }

  private loads(): Load[] {
    const doors = [...Map.groupBy(this.load.keys(), ({ offeringId }) => offeringId).values()];
    return doors.map((own) => ({
      offeringId: own[0]!.offeringId,
      serviceId: own[0]!.serviceId,
      officeId: own[0]!.officeId,
      expected: own.reduce((sum, door) => sum + this.load.get(door)!, 0),
      capacity: own.some(({ perDay }) => perDay === undefined) ? undefined : own.reduce((sum, { perDay }) => sum + perDay!, 0),
      assumed: own.some(({ assumed }) => assumed),
      basis: own[0]!.basis,
    }));
  }

  /** Negative where more are sent than there is room. */
  private roomLeft(door: Door): number {
    return (door.perDay ?? Number.POSITIVE_INFINITY) - (this.load.get(door) ?? 0);
  }
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
    startOn: door.visit?.date ?? door.startOn,
  };
}

const kilometresTo = (need: Need, door: Door) => kilometres(need.region, door.at!);
const overload = ({ expected, capacity }: Load) => Math.max(0, expected - (capacity ?? expected));
const strandedOf = ({ need, onlinePeople }: Row) => Math.max(0, (need.perDay ?? 0) - onlinePeople);

/** What would make a pinned place usable; taking the pin out where nothing else is known. */
function unpinning(need: Need, door: Door) {
  const params = { name: door.name, km: door.at ? kilometresTo(need, door) : 0 };
  return { closesBy: { key: door.obstacle ? `closes.${door.obstacle}` : 'closes.unpinned', params }, door };
}
