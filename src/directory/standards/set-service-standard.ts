import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { AmendmentStore } from '../offers/amendment-store.js';
import { OfficeStore } from '../office-store.js';
import type { Service } from '../types.js';
import { standardComponent, standardEntry } from './standard-input.js';
import { standardScore } from './standard-score.js';

const input = z.object({
  serviceId: z.string().min(1),
  /** Null takes a component back; what is left out stays as it was. */
  components: z
    .partialRecord(standardComponent, standardEntry.nullable())
    .refine((given) => Object.keys(given).length > 0, 'name a component'),
});

type Command = z.infer<typeof input>;

/** Fills in components of a service standard (UU 25/2009 article 21). Throws `directory.no-such-service`. */
@Injectable()
export class SetServiceStandard extends Change<Command, Service> {
  readonly name = 'directory.set-service-standard';
  readonly permission = 'standard:set';
  readonly input = input;

  constructor(
    private readonly services: OfficeStore,
    private readonly amendments: AmendmentStore,
  ) {
    super();
  }

  protected async perform({ serviceId, components }: Command, _by: Actor, _now: Date): Promise<Changed<Service>> {
    await this.services.service(serviceId);
    await this.amendments.setStandard(serviceId, components);
    const service = await this.services.service(serviceId);
    const { filled, of } = standardScore(service.standard);
    const detail = { components: Object.keys(components), filled, of };
    return { result: service, subject: { type: 'service', id: serviceId }, detail };
  }
}
