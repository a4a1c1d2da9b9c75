import { Injectable } from '@nestjs/common';
import { ConfirmIncident } from '../../incidents/index.js';
import { Reroutes } from '../../rerouting/index.js';
import { Cast } from './cast.js';
import type { Chapter } from './chapter.js';
import { KRAS_PAGE } from './facts.js';

@Injectable()
export class Confirm implements Chapter {
  readonly at = '2025-08-30T21:52:00+07:00';
  readonly title = 'A second person confirms; the playbook proposes a reroute and asks the hosts';

  constructor(
    private readonly cast: Cast,
    private readonly confirm: ConfirmIncident,
    private readonly reroutes: Reroutes,
  ) {}

  async isOver(): Promise<boolean> {
    return (await this.cast.incident()).state !== 'reported';
  }

  async play(): Promise<void> {
    await this.confirm.run(await this.cast.as('coordinator'), { incidentId: (await this.cast.incident()).id });
  }

  async hasSettled(): Promise<boolean> {
    const reroute = await this.cast.maybeReroute();
    return reroute !== undefined && reroute.state !== 'proposed';
  }

  async tell(): Promise<string[]> {
    const { id } = await this.cast.reroute();
    const hosts = (await this.reroutes.requests(id)).map((request) => request.officeId).join(', ');
    return [`${KRAS_PAGE}?pada=2025-08-30T21:55`, `asked: ${hosts}`, `/dasbor/pengalihan/${id}`];
  }
}
