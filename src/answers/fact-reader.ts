import { Injectable } from '@nestjs/common';
import { Catchments, Directory, type Offering, type Question } from '../directory/index.js';
import { Dispensations } from '../dispensation/index.js';
import { addDays, Calendar } from '../platform/index.js';
import { PublishedReroutes } from '../rerouting/index.js';
import { assembleFacts, type Gathered } from './assemble-facts.js';
import { kabkota } from './disclosed.js';
import type { AnswerFacts } from './types.js';

const HOLIDAYS_AHEAD_DAYS = 120;
const PLAIN = /^[\w.-]+$/;

/** Gathers the facts behind answers, as they had been recorded at a moment: eleven statements, however many questions. */
@Injectable()
export class FactReader {
  constructor(
    private readonly directory: Directory,
    private readonly catchments: Catchments,
    private readonly reroutes: PublishedReroutes,
    private readonly dispensations: Dispensations,
    private readonly calendar: Calendar,
  ) {}

  /** Throws `directory.no-such-service` or `.no-such-region`. */
  async read(serviceId: string, regionCode: string, at: Date): Promise<AnswerFacts> {
    const [facts] = await this.readAll([{ serviceId, regionCode }], at);
    return facts!;
  }

  /** In the order of the questions. Throws the same. */
  async readAll(questions: Question[], at: Date): Promise<AnswerFacts[]> {
    // What no id can be is refused before it reaches a statement.
    for (const { serviceId } of questions.filter((each) => !PLAIN.test(each.serviceId))) await this.directory.service(serviceId);
    for (const { regionCode } of questions.filter((each) => !PLAIN.test(each.regionCode)))
      await this.directory.region(regionCode);
    const [services, regions, gathered] = await Promise.all([
      this.directory.services(),
      this.directory.regions(questions.map(({ regionCode }) => regionCode)),
      this.gather(questions, at),
    ]);
    const known = { services: byId(services, ({ id }) => id), regions: byId(regions, ({ code }) => code), ...gathered };
    for (const { serviceId, regionCode } of questions) {
      if (!known.services.has(serviceId)) await this.directory.service(serviceId);
      if (!known.regions.has(regionCode)) await this.directory.region(regionCode);
    }
    return questions.map((question) => assembleFacts(question, known));
  }

  /** What does not need the answer to another is asked at once; in a transaction one waits for the other. */
  private async gather(questions: Question[], at: Date): Promise<Omit<Gathered, 'services' | 'regions'>> {
    const serviceIds = [...new Set(questions.map(({ serviceId }) => serviceId))];
    const [usual, reroutes, mobile, agencies] = await Promise.all([
      this.catchments.usual(questions),
      this.reroutes.forAll(questions, at),
      this.catchments.through(['online', 'outreach'], serviceIds),
      this.directory.agencies(),
    ]);
    const legs = [...reroutes.values()].flatMap((reroute) => reroute.legs.map(({ offeringId }) => offeringId));
    const named = await this.catchments.byId(legs);
    const [areas, statuses, lateness] = await Promise.all([
      named.size > 0 ? this.directory.regions(kabkotaOf([...named.values()])) : [],
      this.directory.statuses(idsOf(usual.values(), mobile, named.values()), at),
      this.dispensations.partsForAll(officesOf(usual.values()), at),
    ]);
    const byArea = byId(areas, ({ code }) => code);
    return { usual, reroutes, mobile, agencies, named, areas: byArea, statuses, lateness, holidays: this.holidaysAt(at) };
  }

  /** Of the months in which something told at a moment may be read, as they were known then. */
  holidaysAt(at: Date): AnswerFacts['holidays'] {
    const from = addDays(at.toISOString().slice(0, 10), -1);
    const to = addDays(from, HOLIDAYS_AHEAD_DAYS);
    const near = [...this.calendar.knownAt(at)].filter(([date]) => date >= from && date <= to);
    return Object.fromEntries(near.map(([date, { kind }]) => [date, kind]));
  }
}

const byId = <T>(all: T[], id: (of: T) => string) => new Map(all.map((one) => [id(one), one]));

/** Where these places lie, no nearer than kabupaten or kota. */
function kabkotaOf(offerings: Offering[]): string[] {
  return [...new Set(offerings.flatMap(({ office }) => (office ? kabkota(office.regionCode) : [])))];
}

function idsOf(...offerings: Iterable<Offering>[]): string[] {
  return [...new Set(offerings.flatMap((some) => [...some].map(({ id }) => id)))];
}

function officesOf(offerings: Iterable<Offering>): string[] {
  return [...new Set([...offerings].flatMap(({ office }) => office?.id ?? []))];
}
