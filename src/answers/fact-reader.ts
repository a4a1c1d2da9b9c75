import { Injectable } from '@nestjs/common';
import { Catchments, Directory, type Offering, type Question } from '../directory/index.js';
import { Dispensations } from '../dispensation/index.js';
import { addDays, Calendar } from '../platform/index.js';
import { PublishedReroutes } from '../rerouting/index.js';
import { assembleFacts, type Gathered } from './assemble-facts.js';
import { kabkota } from './disclosed.js';
import type { AnswerFacts } from './types.js';

const HOLIDAYS_AHEAD_DAYS = 120;

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
    const services = byId(await this.directory.services(), ({ id }) => id);
    const regions = byId(await this.directory.regions(questions.map(({ regionCode }) => regionCode)), ({ code }) => code);
    for (const { serviceId, regionCode } of questions) {
      if (!services.has(serviceId)) await this.directory.service(serviceId);
      if (!regions.has(regionCode)) await this.directory.region(regionCode);
    }
    const gathered = { services, regions, ...(await this.gather(questions, at)) };
    return questions.map((question) => assembleFacts(question, gathered));
  }

  private async gather(questions: Question[], at: Date): Promise<Omit<Gathered, 'services' | 'regions'>> {
    const serviceIds = [...new Set(questions.map(({ serviceId }) => serviceId))];
    const usual = await this.catchments.usual(questions);
    const reroutes = await this.reroutes.forAll(questions, at);
    const mobile = await this.catchments.through(['online', 'outreach'], serviceIds);
    const named = await this.catchments.byId(
      [...reroutes.values()].flatMap(({ legs }) => legs.map(({ offeringId }) => offeringId)),
    );
    const areas = kabkotaOf([...named.values()]);
    return {
      usual,
      reroutes,
      mobile,
      named,
      areas: byId(await this.directory.regions(areas), ({ code }) => code),
      statuses: await this.directory.statuses(idsOf(usual.values(), mobile, named.values()), at),
      lateness: await this.dispensations.partsForAll(officesOf(usual.values()), at),
      agencies: await this.directory.agencies(),
      holidays: this.holidaysAt(at),
    };
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
