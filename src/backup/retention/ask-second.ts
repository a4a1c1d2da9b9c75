import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { Shelf } from '../shelf.js';
import { HoldStore } from './hold-store.js';
import { PolicyStore } from './policy-store.js';
import { Removal } from './removal.js';
import { ASK_MS, policyDigest } from './request-rules.js';
import { RequestStore } from './request-store.js';
import { differs } from './retention.js';
import type { Request } from './types.js';

const reason = z.string().trim().min(3).max(500);
const input = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('remove-point'), pointId: z.uuid(), reason }),
  z.object({ kind: z.literal('lift-hold'), holdId: z.uuid(), reason }),
  z.object({ kind: z.literal('change-policy'), sourceId: z.string(), reason }),
]);
type Command = z.output<typeof input>;
type About = Pick<Request, 'sourceId' | 'pointId' | 'holdId' | 'policy' | 'digest'>;

/**
 * Asks for what needs two people: to remove a point, to lift a legal hold, to let the shelf's changed retention policy rule.
 * Nothing happens before another person approves. Throws `protected`, `hold-lifted`, `policy-unchanged`, `already-asked`.
 */
@Injectable()
export class AskSecond extends Change<Command, Request> {
  readonly name = 'backup.ask-second';
  readonly permission = 'backup:ask';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly holds: HoldStore,
    private readonly policies: PolicyStore,
    private readonly requests: RequestStore,
    private readonly removal: Removal,
  ) {
    super();
  }

  protected async perform(command: Command, by: Actor, now: Date) {
    const about = await this.about(command);
    const { kind, reason: why } = command;
    const asked = { reason: why, askedBy: by.person, askedAt: now, dueAt: new Date(now.getTime() + ASK_MS) };
    const request: Request = { id: newId(), kind, ...about, ...asked, state: 'waiting' };
    await this.requests.expire(about.sourceId, now);
    await this.requests.add(request);
    const { sourceId: source, pointId: point, holdId: hold, digest } = about;
    return {
      result: request,
      subject: { type: 'backup-request', id: request.id },
      detail: { kind, source, point, hold, digest },
    };
  }

  private async about(command: Command): Promise<About> {
    if (command.kind === 'remove-point') {
      const { sourceId } = await this.removal.permitted(command.pointId);
      return { sourceId, pointId: command.pointId };
    }
    if (command.kind === 'lift-hold') {
      const { sourceId, liftedAt } = await this.holds.get(command.holdId);
      if (liftedAt) throw errors.holdLifted({ hold: command.holdId });
      return { sourceId, holdId: command.holdId };
    }
    const source = this.shelf.source(command.sourceId);
    if (!differs(source, await this.policies.of(source.id))) throw errors.policyUnchanged({ source: source.id });
    return { sourceId: source.id, policy: source.retention, digest: policyDigest(source.retention) };
  }
}
