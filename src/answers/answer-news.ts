import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Catchments,
  DayReported,
  Directory,
  lineage,
  OffersChanged,
  type Question,
  questionKey,
  StatusChanged,
} from '../directory/index.js';
import { DispensationProposed, DispensationRevoked, DispensationSigned } from '../dispensation/index.js';
import { Actor } from '../people/index.js';
import { Events } from '../platform/index.js';
import { DisclosureChanged, ReroutePublished, Reroutes, RerouteWithdrawn, ReturnPlanned } from '../rerouting/index.js';
import { RecordAnswers } from './record-answers.js';

/** Province, kabupaten or kota, kecamatan. */
const KECAMATAN_DEPTH = 3;

/** Finds out whose answers the news changes, and has them recorded. */
@Injectable()
export class AnswerNews implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly catchments: Catchments,
    private readonly reroutes: Reroutes,
    private readonly record: RecordAnswers,
  ) {}

  onModuleInit(): void {
    this.events.on(StatusChanged, 'answers.record-status', async ({ offeringIds }, id) =>
      this.tell(await this.ofOfferings(offeringIds), id),
    );
    this.events.on(OffersChanged, 'answers.record-offers', async ({ offeringIds, comesTo }, id) =>
      this.tell([...(await this.ofOfferings(offeringIds)), ...(await this.ofVisits(offeringIds, comesTo))], id),
    );
    this.events.on(ReroutePublished, 'answers.record-published', async ({ rerouteId }, id) =>
      this.tell(await this.ofReroute(rerouteId), id),
    );
    this.events.on(RerouteWithdrawn, 'answers.record-withdrawn', async ({ rerouteId }, id) =>
      this.tell(await this.ofReroute(rerouteId), id),
    );
    for (const news of [DisclosureChanged, ReturnPlanned]) {
      this.events.on(news, `answers.record-${news.name}`, async ({ rerouteId }, id) =>
        this.tell(await this.ofReroute(rerouteId), id),
      );
    }
    this.events.on(DayReported, 'answers.record-host-day', async ({ officeId }, id) =>
      this.tell(await this.ofHost(officeId), id),
    );
    for (const news of [DispensationProposed, DispensationSigned, DispensationRevoked]) {
      this.events.on(news, `answers.record-${news.name}`, async ({ incidentId }, id) =>
        this.tell(await this.ofIncident(incidentId), id),
      );
    }
  }

  private async tell(questions: Question[], eventId: string): Promise<void> {
    const unique = [...new Map(questions.map((question) => [questionKey(question), question])).values()];
    if (unique.length === 0) return;
    const toldFrom = await this.events.occurredAt(eventId);
    await this.record.run(Actor.system('answers'), { questions: unique, toldFrom });
  }

  /** Those whom the offerings usually serve, and those who were sent there. */
  private async ofOfferings(offeringIds: string[]): Promise<Question[]> {
    const sent = await this.reroutes.usersOf(offeringIds);
    const usual = await this.catchments.servedBy(offeringIds);
    return [...sent, ...usual].map(({ serviceId, regionCode }) => ({ serviceId, regionCode }));
  }

  /** Those to whom a unit comes, or would have come: by kecamatan, which is what people ask for. */
  private async ofVisits(offeringIds: string[], codes: string[]): Promise<Question[]> {
    if (codes.length === 0) return [];
    const services = [...(await this.catchments.byId(offeringIds)).values()].map(({ serviceId }) => serviceId);
    const regions = new Set<string>();
    for (const { code, level } of await this.directory.regions(codes)) {
      if (level === 'kecamatan' || level === 'village') regions.add(lineage(code).at(-KECAMATAN_DEPTH)!);
      else for (const below of await this.directory.regionsUnder(code, 'kecamatan')) regions.add(below.code);
    }
    return services.flatMap((serviceId) => [...regions].map((regionCode) => ({ serviceId, regionCode })));
  }

  /** Those who are sent to that office now. */
  private async ofHost(officeId: string): Promise<Question[]> {
    const offerings = await this.directory.offeringsAt(officeId);
    const sent = await this.reroutes.usersOf(offerings.map(({ id }) => id));
    return sent.map(({ serviceId, regionCode }) => ({ serviceId, regionCode }));
  }

  private async ofReroute(rerouteId: string): Promise<Question[]> {
    return (await this.reroutes.get(rerouteId)).plan.covers;
  }

  private async ofIncident(incidentId: string): Promise<Question[]> {
    const statuses = await this.directory.statusesOfIncident(incidentId);
    return this.ofOfferings(statuses.map(({ offeringId }) => offeringId));
  }
}
