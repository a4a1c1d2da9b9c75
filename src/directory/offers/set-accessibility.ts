import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { OfferingStore } from '../offering-store.js';
import { OfficeStore } from '../office-store.js';
import { accessFeatures, type Office } from '../types.js';
import { AmendmentStore } from './amendment-store.js';
import { OfferNews } from './offer-news.js';

const input = z.object({
  officeId: z.string().min(1),
  /** Null: nobody knows. What is left out stays as it was. */
  features: z.partialRecord(z.enum(accessFeatures), z.boolean().nullable()),
});

type Command = z.infer<typeof input>;

/** Records how people who walk, hear or wait with difficulty can use an office. Throws `directory.no-such-office`. */
@Injectable()
export class SetAccessibility extends Change<Command, Office> {
  readonly name = 'directory.set-accessibility';
  readonly permission = 'directory:amend';
  readonly input = input;

  constructor(
    private readonly offices: OfficeStore,
    private readonly offerings: OfferingStore,
    private readonly amendments: AmendmentStore,
    private readonly news: OfferNews,
  ) {
    super();
  }

  protected async perform({ officeId, features }: Command, _by: Actor, _now: Date): Promise<Changed<Office>> {
    await this.offices.office(officeId);
    await this.amendments.setAccessibility(officeId, features);
    await this.news.tell((await this.offerings.at(officeId)).map(({ id }) => id));
    return { result: await this.offices.office(officeId), subject: { type: 'office', id: officeId }, detail: { features } };
  }
}
