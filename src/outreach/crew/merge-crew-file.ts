import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { errors } from '../errors.js';
import { RequestStore } from '../requests/request-store.js';
import { VisitStore } from '../roster/visit-store.js';
import type { VisitRequest } from '../types.js';
import { readCrewFile, recordsOf } from './crew-file.js';
import { RecordStore } from './record-store.js';
import { SettleRequests } from './settle-requests.js';

const input = z.object({
  /** The visit at which the file is handed in. */
  visitId: z.uuid(),
  /** The file or the text code of a sheet. */
  content: z.string().min(1).max(2_000_000),
});

export interface Merged {
  records: number;
  /** Not there before. */
  fresh: number;
  served: number;
  notMet: number;
  /** Trackings of requests whose records do not fit together: a person has to settle them. */
  conflicts: string[];
}

/**
 * Takes what a crew wrote down, whole or not at all, in any order and however often it comes: nothing is overwritten, and what
 * does not fit together waits for a person. Throws `outreach.unreadable-crew-file`, `outreach.file-of-another-visit`,
 * `outreach.unknown-request-in-file`.
 */
@Injectable()
export class MergeCrewFile extends Change<z.output<typeof input>, Merged> {
  readonly name = 'outreach.merge-crew-file';
  readonly permission = 'visit:handle';
  readonly input = input;

  constructor(
    private readonly visits: VisitStore,
    private readonly requests: RequestStore,
    private readonly records: RecordStore,
    private readonly settleRequests: SettleRequests,
  ) {
    super();
  }

  protected async perform({ visitId, content }: z.output<typeof input>, by: Actor, now: Date): Promise<Changed<Merged>> {
    await this.visits.get(visitId);
    const file = readCrewFile(content);
    if (file.visitId !== visitId) throw errors.fileOfAnotherVisit({ visit: file.visitId });
    const records = recordsOf(file, now);
    const locked = await this.requests.lock([...new Set(records.map(({ requestId }) => requestId))]);
    const known = new Set(locked.map(({ id }) => id));
    const stranger = records.find(({ requestId }) => !known.has(requestId));
    if (stranger) throw errors.unknownRequestInFile({ request: stranger.requestId });
    const fresh = await this.records.add(records, by.person);
    const merged = figures(records.length, fresh, await this.settleRequests.settle(locked, now));
    return {
      result: merged,
      subject: { type: 'home-visit', id: visitId },
      detail: { ...merged, conflicts: merged.conflicts.length, device: file.device },
    };
  }
}

function figures(records: number, fresh: number, settled: VisitRequest[]): Merged {
  const count = (state: VisitRequest['state']) => settled.filter((one) => one.state === state).length;
  return {
    records,
    fresh,
    served: count('served'),
    notMet: count('not-met'),
    conflicts: settled.filter(({ conflicts }) => conflicts.length > 0).map(({ tracking }) => tracking),
  };
}
