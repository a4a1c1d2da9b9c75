import { Injectable } from '@nestjs/common';
import { Announcements } from '../../announcements/index.js';
import { CloseIncident } from '../../incidents/index.js';
import { isPublic } from '../../rerouting/index.js';
import { Cast } from './cast.js';
import type { Chapter } from './chapter.js';
import { KRAS_PAGE } from './facts.js';

@Injectable()
export class Reopen implements Chapter {
  readonly at = '2025-10-06T08:00:00+07:00';
  readonly title = 'The incident is closed (a made-up day: no source says when Katang served again); the alert is cancelled';

  constructor(
    private readonly cast: Cast,
    private readonly close: CloseIncident,
    private readonly announcements: Announcements,
  ) {}

  async isOver(): Promise<boolean> {
    return (await this.cast.incident()).state === 'closed';
  }

  async play(): Promise<void> {
    await this.close.run(await this.cast.as('coordinator'), { incidentId: (await this.cast.incident()).id, reopenedAt: this.at });
  }

  async hasSettled(): Promise<boolean> {
    const [{ id }, current] = [await this.cast.incident(), await this.announcements.current()];
    return !isPublic(await this.cast.reroute()) && current.every((announcement) => announcement.incidentId !== id);
  }

  async tell(): Promise<string[]> {
    return [KRAS_PAGE, '/pengumuman'];
  }
}
