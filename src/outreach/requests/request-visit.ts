import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { normalNumber } from '../../platform/index.js';
import { errors } from '../errors.js';
import { doors, needs } from '../types.js';
import { Villages } from '../villages/villages.js';
import { isPhone } from './is-phone.js';
import { RequestStore } from './request-store.js';
import { type Taken, TakeRequests } from './take-requests.js';

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => text || undefined)
    .optional();

export const who = { name: optional(80), phone: optional(32), directions: optional(200) };
export const asked = {
  people: z.coerce.number().int().min(1).max(50).default(1),
  needs: z.array(z.enum(needs)).max(needs.length).default([]),
};

const input = z.object({
  door: z.enum(doors).exclude(['village-head']),
  /** The form's or the gateway's own id of this request: the same one is taken once. */
  key: z.string().min(1).max(200),
  serviceId: z.string().min(1).max(100),
  villageCode: z.string().max(20),
  ...asked,
  ...who,
  locale: z.enum(['id', 'en']).default('id'),
});

/**
 * Asks for a visit at home. The same number that asks for the same service within a week has asked already: `known`. Throws
 * `outreach.no-such-village`, `directory.no-such-service`, `outreach.nobody-to-ask-for`.
 */
@Injectable()
export class RequestVisit extends Change<z.output<typeof input>, Taken> {
  readonly name = 'outreach.request-visit';
  readonly permission = 'visit:request';
  readonly input = input;

  constructor(
    private readonly takeRequests: TakeRequests,
    private readonly requests: RequestStore,
    private readonly villages: Villages,
    private readonly directory: Directory,
  ) {
    super();
  }

  protected async perform({ phone, ...command }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<Taken>> {
    await this.requests.takeTurns([`${command.door} ${command.key}`]);
    const before = await this.requests.byKey(command.door, command.key);
    if (before) return done({ request: before, known: false }, { repeated: true });
    await this.check(command, phone);
    const [taken] = await this.takeRequests.take([{ ...command, phone: phone && normalNumber(phone) }], now);
    if (!taken) throw new Error('a request was expected');
    const { door, serviceId, villageCode, people, needs: given } = command;
    return done(taken, { door, service: serviceId, village: villageCode, people, needs: given, known: taken.known });
  }

  private async check({ door, villageCode, serviceId, name }: Omit<z.output<typeof input>, 'phone'>, phone?: string) {
    if (phone && door !== 'sms' && !isPhone(phone))
      throw errors.notAPhone({ fields: [{ field: 'phone', message: 'not a telephone number' }] });
    await this.villages.get(villageCode);
    await this.directory.service(serviceId);
    if (!name && !phone) throw errors.nobodyToAskFor({ fields: [{ field: 'name', message: 'a name or a number is needed' }] });
  }
}

function done(result: Taken, detail: Record<string, unknown>): Changed<Taken> {
  return { result, subject: { type: 'visit-request', id: result.request.id }, detail };
}
