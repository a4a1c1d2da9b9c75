import { Injectable } from '@nestjs/common';
import { Announcements } from '../../announcements/index.js';
import { ApproveReroute } from '../../rerouting/index.js';
import { Cast } from './cast.js';
import type { Chapter } from './chapter.js';
import { KATANG, KRAS_PAGE } from './facts.js';

@Injectable()
export class Approve implements Chapter {
  readonly at = '2025-08-31T08:15:00+07:00';
  readonly title = 'A second coordinator approves; page, poster, feed and alert say where to go';

  constructor(
    private readonly cast: Cast,
    private readonly approve: ApproveReroute,
    private readonly announcements: Announcements,
  ) {}

  async isOver(): Promise<boolean> {
    return ['published', 'returning', 'superseded', 'withdrawn'].includes((await this.cast.reroute()).state);
  }

  async play(): Promise<void> {
    await this.approve.run(await this.cast.as('coordinator-2'), { rerouteId: (await this.cast.reroute()).id });
  }

  async hasSettled(): Promise<boolean> {
    return (await this.announcement()) !== undefined;
  }

  async tell(): Promise<string[]> {
    const announcement = await this.announcement();
    return [
      `${KRAS_PAGE}?pada=2025-08-31T08:20`,
      `/poster/${KATANG}.pdf`,
      `/pengumuman/${announcement?.id}`,
      `/cap/${announcement?.id}.xml`,
      '/umpan.atom',
    ];
  }

  private async announcement() {
    const { id } = await this.cast.incident();
    return (await this.announcements.all()).find((announcement) => announcement.incidentId === id);
  }
}
