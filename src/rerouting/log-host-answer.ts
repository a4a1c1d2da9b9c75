import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { AnswerDesk } from './answer-desk.js';
import { errors } from './errors.js';
import { hostAnswer } from './host-answer.js';
import { HostStore } from './host-store.js';
import type { HostRequest } from './types.js';

const input = hostAnswer.extend({
  requestId: z.uuid(),
  /** The function of who was called, such as 'Kepala Layanan MPP Kota Kediri'. */
  calledName: z.string().trim().min(3).max(120),
  calledAt: z.coerce.date(),
});

/** A host answered on the telephone; whoever called writes it down under their own name. */
@Injectable()
export class LogHostAnswer extends Change<z.infer<typeof input>, HostRequest> {
  readonly name = 'rerouting.log-host-answer';
  readonly permission = 'reroute:log-answer';
  readonly input = input;

  constructor(
    private readonly hosts: HostStore,
    private readonly answers: AnswerDesk,
  ) {
    super();
  }

  protected async perform({ requestId, calledName, calledAt, ...answer }: z.infer<typeof input>, by: Actor, now: Date) {
    if (calledAt > now) throw errors.callInTheFuture({ fields: [{ field: 'calledAt', message: 'lies in the future' }] });
    const how = { answeredBy: 'call' as const, calledName, calledAt, loggedBy: by.person };
    const request = await this.answers.take(await this.hosts.find(requestId), answer, how, now);
    const detail = { office: request.officeId, state: request.state, perDay: request.perDay, by: 'call' };
    return { result: request, subject: { type: 'reroute', id: request.rerouteId }, detail };
  }
}
