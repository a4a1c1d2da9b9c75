import { Injectable } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Clock } from '../../platform/index.js';
import { AnswerHostRequest, type HostRequest, IssueHostLink, LogHostAnswer, Reroutes } from '../../rerouting/index.js';
import { Cast } from './cast.js';
import type { Chapter } from './chapter.js';
import { MOVED_TO_PARE } from './facts.js';

const FIRST_WORKING_MORNING = '2025-09-01';
const MPP = 'mpp-kota-kediri';
const PARE = 'samsat-pare';
/** Made up for the demonstration: no source says how many Katang people either place could take. */
const PEOPLE_A_DAY = { [MPP]: 60, [PARE]: 180 } as const;

@Injectable()
export class HostsSayYes implements Chapter {
  readonly at = '2025-08-31T07:40:00+07:00';
  readonly title = 'Each host says yes: the MPP Kota Kediri by its link, Pare by a logged call';

  constructor(
    private readonly cast: Cast,
    private readonly reroutes: Reroutes,
    private readonly link: IssueHostLink,
    private readonly answer: AnswerHostRequest,
    private readonly log: LogHostAnswer,
    private readonly clock: Clock,
  ) {}

  async isOver(): Promise<boolean> {
    return (await this.open()).length === 0;
  }

  async play(): Promise<void> {
    for (const request of await this.open()) await this.say(request);
  }

  async hasSettled(): Promise<boolean> {
    return this.isOver();
  }

  async tell(): Promise<string[]> {
    const requests = await this.reroutes.requests((await this.cast.reroute()).id);
    return requests.map(
      (request) => `${request.officeId}: ${request.state}, ${request.perDay ?? 0} people a day from ${request.startOn ?? '-'}`,
    );
  }

  private async open(): Promise<HostRequest[]> {
    return (await this.reroutes.requests((await this.cast.reroute()).id)).filter((request) => request.state === 'open');
  }

  private async say(request: HostRequest): Promise<void> {
    const coordinator = await this.cast.as('coordinator');
    if (request.officeId === MPP) {
      const { token } = await this.link.run(coordinator, { requestId: request.id });
      await this.answer.run(Actor.public(), { token, accept: true, perDay: PEOPLE_A_DAY[MPP], startOn: FIRST_WORKING_MORNING });
      return;
    }
    const called = {
      requestId: request.id,
      calledName: `Kepala pelayanan ${request.officeId} (contoh)`,
      calledAt: this.clock.now(),
    };
    const pare = request.officeId === PARE;
    await this.log.run(
      coordinator,
      pare
        ? { ...called, accept: true, perDay: PEOPLE_A_DAY[PARE], startOn: MOVED_TO_PARE }
        : { ...called, accept: false, note: 'contoh' },
    );
  }
}
