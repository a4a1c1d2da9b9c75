import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { Publication } from './publication.js';
import { RerouteStore } from './reroute-store.js';
import type { Reroute } from './types.js';

const input = z.object({ rerouteId: z.uuid(), reason: z.string().trim().min(3).max(500) });

/** Takes a reroute back, whether it is being prepared or public. */
@Injectable()
export class WithdrawReroute extends Change<z.infer<typeof input>, Reroute> {
  readonly name = 'rerouting.withdraw';
  readonly permission = 'reroute:withdraw';
  readonly input = input;

  constructor(
    private readonly reroutes: RerouteStore,
    private readonly publication: Publication,
  ) {
    super();
  }

  protected async perform({ rerouteId, reason }: z.infer<typeof input>, by: Actor, now: Date) {
    const reroute = await this.reroutes.lock(rerouteId);
    const withdrawn = await this.publication.withdraw(reroute, by.person, reason, now);
    return { result: withdrawn, subject: { type: 'reroute', id: rerouteId }, detail: { was: reroute.state } };
  }
}
