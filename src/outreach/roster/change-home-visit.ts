import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { RequestStore } from '../requests/request-store.js';
import type { HomeVisit } from '../types.js';
import { Villages } from '../villages/villages.js';
import { crew, inOrder, notInOrder, quota, times } from './visit-fields.js';
import { requireDraft, requireRoom, requireToCome } from './visit-rules.js';
import { VisitStore } from './visit-store.js';

const input = z
  .object({ visitId: z.uuid(), onDay: z.iso.date(), crew, quota, place: z.string().trim().min(1).max(200), ...times })
  .refine(inOrder, notInOrder);

/** A coordinator sets day, crew, times, place and quota of a draft. Throws `outreach.visit-settled`, `outreach.visit-full`. */
@Injectable()
export class ChangeHomeVisit extends Change<z.output<typeof input>, HomeVisit> {
  readonly name = 'outreach.change-visit';
  readonly permission = 'visit:plan';
  readonly input = input;

  constructor(
    private readonly visits: VisitStore,
    private readonly requests: RequestStore,
    private readonly villages: Villages,
  ) {
    super();
  }

  protected async perform({ visitId, ...changes }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<HomeVisit>> {
    const visit = await this.visits.lock(visitId);
    requireDraft(visit);
    const changed = { ...visit, ...changes };
    requireRoom(changed, await this.requests.ofVisit(visitId));
    const { zone } = await this.villages.get(visit.villageCode);
    requireToCome(changed, now, zone);
    await this.visits.save(changed);
    const { onDay, opens, closes, quota: places } = changed;
    return { result: changed, subject: { type: 'home-visit', id: visitId }, detail: { onDay, opens, closes, quota: places } };
  }
}
