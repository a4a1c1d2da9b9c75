import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { isUniqueViolation } from '../../platform/index.js';
import { errors } from '../errors.js';
import { type OfferingFacts, OfferingStore } from '../offering-store.js';
import { OfficeStore } from '../office-store.js';
import type { Offering } from '../types.js';
import { normalise } from '../words.js';

const input = z
  .object({
    /** The office whose unit it is. */
    officeId: z.string().min(1),
    serviceId: z.string().min(1),
    /** What people call it: `Samsat Keliling Katang`. */
    name: z.string().trim().min(3).max(100),
    /** The order or schedule that says so. */
    source: z.string().trim().min(3).max(500).optional(),
    isSample: z.boolean().default(false),
  })
  .refine(({ source, isSample }) => isSample !== (source !== undefined), {
    path: ['source'],
    message: 'name a source, or say isSample: true',
  });

type Command = z.infer<typeof input>;

/**
 * Lets an office go out with a service that it gives at its counter: what to bring and what it costs is the same, when and where it
 * comes is said by visits. Throws `directory.no-such-office`, `.not-given-here` and `.channel-known`.
 */
@Injectable()
export class StartOutreach extends Change<Command, Offering> {
  readonly name = 'directory.start-outreach';
  readonly permission = 'visit:manage';
  readonly input = input;

  constructor(
    private readonly offices: OfficeStore,
    private readonly offerings: OfferingStore,
  ) {
    super();
  }

  protected async perform(command: Command, _by: Actor, now: Date): Promise<Changed<Offering>> {
    const { officeId, serviceId, name } = command;
    await this.offices.office(officeId);
    const counter = (await this.offerings.at(officeId)).find((offering) => offering.serviceId === serviceId);
    if (!counter) throw errors.notGivenHere({ office: officeId, service: serviceId });
    const channelId = `${officeId}-${slug(name)}`;
    const facts = factsOf(`${channelId}.${serviceId}`, counter, command);
    try {
      await this.offerings.saveChannel({ id: channelId, kind: 'outreach', name, officeId });
      await this.offerings.saveNewOffering(facts, channelId, now);
    } catch (error) {
      if (isUniqueViolation(error)) throw errors.channelKnown({ name });
      throw error;
    }
    const subject = { type: 'offering', id: facts.id };
    return { result: await this.offerings.get(facts.id), subject, detail: { office: officeId, service: serviceId } };
  }
}

function factsOf(id: string, counter: Offering, { source, isSample }: Command): OfferingFacts {
  return {
    id,
    serviceId: counter.serviceId,
    capacityConfirmed: false,
    hours: { always: false, weekly: {}, closedOn: [] },
    requirements: counter.requirements,
    fee: counter.fee,
    needsParts: [],
    eligibility: counter.eligibility,
    source,
    isSample,
    sampleFields: [],
  };
}

function slug(name: string): string {
  return normalise(name).replaceAll(' ', '-').slice(0, 60);
}
