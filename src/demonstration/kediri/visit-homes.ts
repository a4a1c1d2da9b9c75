import { Injectable } from '@nestjs/common';
import { Answers } from '../../answers/index.js';
import { ProposeRoster, PublishHomeVisit, RequestVisit, Roster, type RosterLine, VisitRequests } from '../../outreach/index.js';
import { Clock } from '../../platform/index.js';
import { Cast } from './cast.js';
import type { Chapter } from './chapter.js';
import { ANNUAL_TAX, KRAS, KRAS_PAGE } from './facts.js';

const JAMBEAN = '35.06.03.2016';
const DAY = '2025-09-15';
const REQUESTS = [
  { key: 'kediri-1', name: 'Pemohon Contoh Satu', needs: ['wheelchair'] },
  { key: 'kediri-2', name: 'Pemohon Contoh Dua', needs: ['old-age'], people: 2 },
  { key: 'kediri-3', name: 'Pemohon Contoh Tiga' },
];

/** Made up: no source says that anybody was visited at home. */
@Injectable()
export class VisitHomes implements Chapter {
  readonly at = '2025-09-04T09:00:00+07:00';
  readonly title = 'Three who cannot come call the desk (made up); a crew is to visit Jambean, and the places left are public';

  constructor(
    private readonly cast: Cast,
    private readonly request: RequestVisit,
    private readonly propose: ProposeRoster,
    private readonly publish: PublishHomeVisit,
    private readonly roster: Roster,
    private readonly requests: VisitRequests,
    private readonly answers: Answers,
    private readonly clock: Clock,
  ) {}

  async isOver(): Promise<boolean> {
    return (await this.visit())?.state === 'published';
  }

  async play(): Promise<void> {
    const coordinator = await this.cast.as('coordinator');
    for (const asked of REQUESTS)
      await this.request.run(coordinator, { door: 'call', serviceId: ANNUAL_TAX, villageCode: JAMBEAN, ...asked });
    if (!(await this.visit()))
      await this.propose.run(coordinator, {
        serviceId: ANNUAL_TAX,
        regionCode: JAMBEAN,
        from: DAY,
        crews: ['Regu Contoh 1'],
        quota: 10,
      });
    await this.publish.run(coordinator, { visitId: (await this.visit())?.id });
  }

  /** The public page has been told of it. */
  async hasSettled(): Promise<boolean> {
    const told = await this.answers.told(ANNUAL_TAX, KRAS, this.clock.now());
    return told?.visits.some(({ date }) => date === DAY) === true || this.clock.now() > new Date(DAY);
  }

  async tell(): Promise<string[]> {
    const waiting = await this.requests.list({ under: JAMBEAN });
    const visit = await this.visit();
    return [
      `${waiting.length} requests: ${waiting.map(({ tracking }) => tracking).join(', ')}`,
      `${visit?.place}, ${visit?.onDay} ${visit?.opens}-${visit?.closes}: ${visit?.people} of ${visit?.quota} places taken`,
      `${KRAS_PAGE}?pada=2025-09-04T10:00`,
      ...(waiting[0] ? [`/jemput/${waiting[0].tracking}`] : []),
      `/dasbor/jemput-bola/kunjungan/${visit?.id}`,
    ];
  }

  private async visit(): Promise<RosterLine | undefined> {
    return (await this.roster.from(DAY)).find(({ villageCode }) => villageCode === JAMBEAN);
  }
}
