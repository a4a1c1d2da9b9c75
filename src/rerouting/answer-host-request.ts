import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { AnswerDesk } from './answer-desk.js';
import { hostAnswer } from './host-answer.js';
import { HostStore } from './host-store.js';
import { hashToken } from './host-token.js';
import type { HostRequest } from './types.js';

const input = hostAnswer.extend({ token: z.string().min(1).max(100) });

/** A host answers by its link, once. */
@Injectable()
export class AnswerHostRequest extends Change<z.infer<typeof input>, HostRequest> {
  readonly name = 'rerouting.answer-host-request';
  readonly permission = 'reroute:answer';
  readonly input = input;

  constructor(
    private readonly hosts: HostStore,
    private readonly answers: AnswerDesk,
  ) {
    super();
  }

  protected async perform({ token, ...answer }: z.infer<typeof input>, _by: Actor, now: Date) {
    const request = await this.answers.take(await this.hosts.byToken(hashToken(token)), answer, { answeredBy: 'link' }, now);
    const detail = { office: request.officeId, state: request.state, perDay: request.perDay };
    return { result: request, subject: { type: 'reroute', id: request.rerouteId }, detail };
  }
}
