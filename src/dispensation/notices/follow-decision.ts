import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { DispensationStore } from '../decisions/dispensation-store.js';
import type { Dispensation } from '../types.js';
import { NoticePress } from './notice-press.js';
import { NoticeStore } from './notice-store.js';

/** One transaction's worth: a few hundred signatures take some tens of milliseconds. */
const BATCH = 500;

const input = z.object({ dispensationId: z.uuid() });

export interface Followed {
  issued: number;
  ended: number;
  /** The notices do not yet say what the decision says: run again. */
  more: boolean;
  /** A decision whose notices are to follow after this one's. */
  next?: string;
}

/**
 * Brings a batch of notices in line with their decision and the obligations: issues what is missing, ends what no longer
 * holds. Running it again changes nothing once all is in line. PDFs are made when somebody asks for one.
 */
@Injectable()
export class FollowDecision extends Change<z.output<typeof input>, Followed> {
  readonly name = 'dispensation.follow-decision';
  readonly permission = 'notice:issue';
  readonly input = input;

  constructor(
    private readonly decisions: DispensationStore,
    private readonly notices: NoticeStore,
    private readonly press: NoticePress,
  ) {
    super();
  }

  protected async perform({ dispensationId }: z.output<typeof input>, _by: Actor, now: Date) {
    const decision = await this.decisions.lock(dispensationId);
    const result = decision.state === 'signed' ? await this.inForce(decision, now) : await this.notInForce(decision, now);
    return {
      result,
      subject: { type: 'dispensation', id: dispensationId },
      detail: { issued: result.issued, ended: result.ended },
    };
  }

  private async inForce(decision: Dispensation, now: Date): Promise<Followed> {
    const ended = await this.notices.revokeUnexcused(decision, now, BATCH);
    const waiting = await this.notices.waiting(decision, BATCH);
    await this.notices.insert(await this.press.print(decision, waiting, now));
    if (decision.replaces) await this.notices.replace(decision.replaces, decision.id, now);
    const more = ended === BATCH || waiting.length === BATCH;
    return { issued: waiting.length, ended, more, next: decision.replaces };
  }

  private async notInForce(decision: Dispensation, now: Date): Promise<Followed> {
    if (await this.awaitsReplacement(decision)) return { issued: 0, ended: 0, more: false };
    const ended = await this.notices.revokeAll(decision.id, decision.state === 'replaced' ? 'outside' : 'revoked', now, BATCH);
    return { issued: 0, ended, more: ended === BATCH };
  }

  /** A replaced decision's letters are first exchanged for new ones; what is then left was not taken over. */
  private async awaitsReplacement({ id, state }: Dispensation): Promise<boolean> {
    const replacing = state === 'replaced' ? await this.decisions.replacing(id) : undefined;
    return replacing?.state === 'signed' && (await this.notices.waiting(replacing, 1)).length > 0;
  }
}
