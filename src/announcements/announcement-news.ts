import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DispensationRevoked, DispensationSigned } from '../dispensation/index.js';
import { IncidentClosed, IncidentConfirmed, IncidentCorrected, Incidents, isOpen } from '../incidents/index.js';
import { Actor } from '../people/index.js';
import { Events } from '../platform/index.js';
import { DisclosureChanged, ReroutePublished, RerouteWithdrawn, ReturnPlanned } from '../rerouting/index.js';
import { Announcements } from './announcements.js';
import { CancelAnnouncement } from './cancel-announcement.js';
import type { CancelReason } from './types.js';
import { UpdateAnnouncement } from './update-announcement.js';

/** What was announced follows what happens: told anew when there is more to say, cancelled when it is over or was a mistake. */
@Injectable()
export class AnnouncementNews implements OnModuleInit {
  private readonly by = Actor.system('announcements');

  constructor(
    private readonly events: Events,
    private readonly incidents: Incidents,
    private readonly announcements: Announcements,
    private readonly update: UpdateAnnouncement,
    private readonly cancel: CancelAnnouncement,
  ) {}

  onModuleInit(): void {
    for (const news of [
      IncidentConfirmed,
      ReroutePublished,
      DisclosureChanged,
      ReturnPlanned,
      RerouteWithdrawn,
      DispensationSigned,
      DispensationRevoked,
    ])
      this.events.on(news, `announcements.update-on-${news.name}`, ({ incidentId }) => this.more(incidentId));
    this.events.on(IncidentClosed, 'announcements.cancel-on-close', ({ incidentId }) => this.over(incidentId, 'reopened'));
    this.events.on(IncidentCorrected, 'announcements.cancel-on-correction', ({ incidentId }) => this.over(incidentId, 'mistake'));
  }

  private async more(incidentId: string): Promise<void> {
    const current = await this.announcements.ofIncident(incidentId);
    if (!current || !isOpen(await this.incidents.get(incidentId))) return;
    await this.update.run(this.by, { announcementId: current.id });
  }

  private async over(incidentId: string, reason: CancelReason): Promise<void> {
    const current = await this.announcements.ofIncident(incidentId);
    if (!current) return;
    const { reopenedAt, correctedAt } = await this.incidents.get(incidentId);
    await this.cancel.run(this.by, { announcementId: current.id, reason, at: reason === 'reopened' ? reopenedAt : correctedAt });
  }
}
