import { Injectable } from '@nestjs/common';
import { PublishAnnouncement } from '../../announcements/index.js';
import type { Actor } from '../../people/index.js';
import { DomainError } from '../../platform/index.js';
import type { Action } from '../action.js';

/** Tells the public, from what is on record about the incident. Where somebody already has, there is nothing left to do. */
@Injectable()
export class PublishAnnouncementAction implements Action {
  readonly name = 'announcements.publish';

  constructor(private readonly publish: PublishAnnouncement) {}

  async perform(incidentId: string, by: Actor): Promise<void> {
    try {
      await this.publish.run(by, { incidentId });
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'announcements.already-announced')) throw error;
    }
  }
}
