import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import { RestoreStore } from './restore-store.js';
import { type RequestKind, RequestStore } from './retention/index.js';
import { Shelf } from './shelf.js';

/** What one person asked and a second one has to answer. */
export interface Approval {
  /** Of the restore, or of the request. */
  id: string;
  what: 'restore' | RequestKind;
  sourceId: string;
  sourceName: string;
  askedBy?: string;
  askedAt: Date;
}

/** What waits for a second person, over all sources. */
@Injectable()
export class Approvals {
  constructor(
    private readonly shelf: Shelf,
    private readonly restores: RestoreStore,
    private readonly requests: RequestStore,
    private readonly clock: Clock,
  ) {}

  /** The oldest first; a source that is no longer on the shelf has no pages, and nothing that could be answered there. */
  async waiting(): Promise<Approval[]> {
    const now = this.clock.now();
    const restores = (await this.restores.asked(now)).map((one) => ({
      ...one,
      what: 'restore' as const,
      askedAt: one.begunAt,
    }));
    const requests = (await this.requests.waiting(now)).map((one) => ({ ...one, what: one.kind }));
    const names = new Map(this.shelf.sources.map(({ id, name }) => [id, name]));
    return [...restores, ...requests]
      .flatMap(({ id, what, sourceId, askedBy, askedAt }) => {
        const sourceName = names.get(sourceId);
        return sourceName ? [{ id, what, sourceId, sourceName, askedBy, askedAt }] : [];
      })
      .sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime());
  }
}
