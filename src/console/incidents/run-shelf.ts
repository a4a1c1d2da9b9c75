import { Injectable } from '@nestjs/common';
import { type Announcement, Announcements } from '../../announcements/index.js';
import { Dispensations } from '../../dispensation/index.js';
import type { Locale } from '../../platform/index.js';
import { inOneLine, PlaybookShelf, type Run, Runs } from '../../playbooks/index.js';
import { Reroutes } from '../../rerouting/index.js';

/** What other rooms hold of an incident, for its page. */
@Injectable()
export class RunShelf {
  constructor(
    readonly runs: Runs,
    private readonly playbooks: PlaybookShelf,
    private readonly reroutes: Reroutes,
    private readonly dispensations: Dispensations,
    private readonly announcements: Announcements,
  ) {}

  /** Playbooks that do not run for it yet. */
  startable(runs: readonly Run[], locale: Locale): { id: string; title: string }[] {
    const there = new Set(runs.filter(({ state }) => state !== 'stopped').map((run) => run.playbook.id));
    return this.playbooks.playbooks().flatMap(({ id, title }) => (there.has(id) ? [] : [{ id, title: title[locale] }]));
  }

  /** Files on the shelf that cannot be read. */
  problems(): string[] {
    return this.playbooks.problems().map(inOneLine);
  }

  /** Where the work goes on: `text` is a key below `incidents:links`. */
  async links(incidentId: string): Promise<{ href: string; text: string }[]> {
    const [reroute] = await this.reroutes.ofIncident(incidentId);
    const [dispensation] = await this.dispensations.ofIncident(incidentId);
    const announcement = await this.announcements.latestOf(incidentId);
    return [
      {
        href: reroute ? `/dasbor/pengalihan/${reroute.id}` : '/dasbor/pengalihan',
        text: reroute ? `reroute-${reroute.state}` : 'reroute',
      },
      { href: '/dasbor/pemulihan', text: 'restore' },
      { href: `/dasbor/kertas?kejadian=${incidentId}`, text: 'paper' },
      dispensation
        ? { href: `/dasbor/dispensasi/${dispensation.id}`, text: 'dispensation-there' }
        : { href: `/dasbor/dispensasi/baru?kejadian=${incidentId}`, text: 'dispensation' },
      announcementLink(announcement),
      { href: `/dasbor/titipan/${incidentId}`, text: 'custody' },
    ];
  }
}

export function announcementLink(announcement: Pick<Announcement, 'id' | 'state'> | undefined): { href: string; text: string } {
  if (!announcement) return { href: '/dasbor/pengumuman', text: 'announcement' };
  const text = announcement.state === 'current' ? 'announcement-there' : 'announcement-ended';
  return { href: `/dasbor/pengumuman/${announcement.id}`, text };
}
