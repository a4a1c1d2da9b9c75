import { Injectable } from '@nestjs/common';
import { Approvals } from '../../backup/index.js';
import type { Actor } from '../../people/index.js';
import type { Duty } from './duty.js';

/** What waits for a second person before data is replaced or goes: not for the one who asked, who could not answer. */
@Injectable()
export class BackupDuties {
  constructor(private readonly approvals: Approvals) {}

  async of(actor: Actor): Promise<Duty[]> {
    if (!actor.may('backup:approve')) return [];
    const others = (await this.approvals.waiting()).filter(({ askedBy }) => askedBy !== actor.person);
    return others.map(({ id, what, sourceId, sourceName, askedAt }) => ({
      text: `approve-${what}`,
      params: { source: sourceName },
      href: `/dasbor/pemulihan/${sourceId}/${what === 'restore' ? `hasil/${id}` : 'retensi'}`,
      since: askedAt,
      mine: true,
    }));
  }
}
