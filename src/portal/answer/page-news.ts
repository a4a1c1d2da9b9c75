import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ANSWERS_TOLD, type Told } from '../../answers/index.js';
import { DayReported, lineage, OffersChanged, questionKey, StatusChanged } from '../../directory/index.js';
import { Bulletin, CALENDAR_CHANGED } from '../../platform/index.js';
import { PUBLIC_CHANGED } from '../../rerouting/index.js';
import { AnswerPages, keyOf } from './answer-pages.js';
import type { ReadyPage } from './page.js';
import { PageCache } from './page-cache.js';

const CLOCK = 'clock';

/** Hears in every process what changes the answers, and throws away and makes again the pages that it touches, and no others. */
@Injectable()
export class PageNews implements OnModuleInit {
  constructor(
    private readonly bulletin: Bulletin,
    private readonly cache: PageCache,
    private readonly pages: AnswerPages,
  ) {}

  onModuleInit(): void {
    this.on<{ offeringIds: string[] }>(StatusChanged.name, ({ offeringIds }) => speaksOf(offeringIds));
    this.on<{ incidentId: string }>(PUBLIC_CHANGED, ({ incidentId }) => isAbout(incidentId));
    this.on<{ offeringIds: string[]; comesTo: string[] }>(OffersChanged.name, ({ offeringIds, comesTo }) => {
      const [speaks, lies] = [speaksOf(offeringIds), liesIn(comesTo)];
      return (page) => speaks(page) || lies(page);
    });
    for (const topic of [DayReported.name, CALENDAR_CHANGED, CLOCK]) this.on(topic, () => () => true);
    this.on<Told[]>(ANSWERS_TOLD, isToldOtherwise, (told) => told.map(firstPage));
  }

  /** Word without data, and none for too long, is word of everything. `also`: pages to make that nobody has asked for yet. */
  private on<Data>(topic: string, wrong: (data: Data) => (page: ReadyPage) => boolean, also?: (data: Data) => string[]): void {
    this.bulletin.on(topic, (data) => {
      const dropped = this.cache.drop(data === undefined ? () => true : wrong(data as Data));
      this.pages.prepare([...dropped, ...(data === undefined ? [] : (also?.(data as Data) ?? []))]);
    });
  }
}

const firstPage = ({ serviceId, regionCode }: Told) =>
  keyOf({ locale: 'id', variant: 'html', service: serviceId, region: regionCode });

/** A page made of these very facts is right already. */
function isToldOtherwise(told: Told[]): (page: ReadyPage) => boolean {
  const digests = new Map(told.map((each) => [questionKey(each), each.digest]));
  return ({ standing: { answer, digest } }) => {
    const now = digests.get(questionKey({ serviceId: answer.service.id, regionCode: answer.region.code }));
    return now !== undefined && now !== digest;
  };
}

function speaksOf(offeringIds: string[]): (page: ReadyPage) => boolean {
  const changed = new Set(offeringIds);
  return ({ standing }) => standing.offeringIds.some((id) => changed.has(id));
}

/** In one of these regions, or with one of them in it. */
function liesIn(codes: string[]): (page: ReadyPage) => boolean {
  return ({ standing }) => {
    const { code } = standing.answer.region;
    return codes.some((each) => lineage(code).includes(each) || lineage(each).includes(code));
  };
}

function isAbout(incidentId: string): (page: ReadyPage) => boolean {
  return ({ standing }) => standing.incidentIds.includes(incidentId);
}
