import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { newId, Tx } from '../../platform/index.js';
import { errors } from '../errors.js';
import { PointStore } from '../point-store.js';
import { Shelf } from '../shelf.js';
import { LOOK } from '../workflows/names.js';
import { HoldStore } from './hold-store.js';
import { PolicyStore } from './policy-store.js';
import { Removal } from './removal.js';
import { approved, policyDigest } from './request-rules.js';
import { RequestStore } from './request-store.js';
import type { Request } from './types.js';

const input = z.object({ requestId: z.uuid() });

/** The second person: what was asked is done at once. Throws `same-person`, `already-decided`, `ask-expired`, `protected`, `policy-changed-since`. */
@Injectable()
export class ApproveRequest extends Change<z.output<typeof input>, Request> {
  readonly name = 'backup.approve-request';
  readonly permission = 'backup:approve';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly holds: HoldStore,
    private readonly policies: PolicyStore,
    private readonly requests: RequestStore,
    private readonly removal: Removal,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ requestId }: z.output<typeof input>, by: Actor, now: Date) {
    const request = approved(await this.requests.lock(requestId), by.person, now);
    await this.carryOut(request, now);
    await this.requests.decide(request);
    const { kind, sourceId: source, pointId: point, holdId: hold, digest } = request;
    return { result: request, subject: { type: 'backup-request', id: requestId }, detail: { kind, source, point, hold, digest } };
  }

  private async carryOut({ sourceId, pointId, holdId, policy, digest }: Request, now: Date): Promise<void> {
    if (pointId) {
      await this.removal.record(pointId, now);
      await this.tx.start(LOOK, `look-${newId()}`, [pointId]);
    } else if (holdId) {
      await this.points.guard(sourceId);
      await this.holds.lift(holdId, now);
    } else if (policy && digest) {
      if (policyDigest(this.shelf.source(sourceId).retention) !== digest) throw errors.policyChangedSince({ source: sourceId });
      await this.policies.save({ sourceId, policy, digest, since: now });
    }
  }
}
