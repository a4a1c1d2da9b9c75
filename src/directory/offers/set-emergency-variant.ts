import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { errors } from '../errors.js';
import { openingHours } from '../hours-input.js';
import { OfferingStore } from '../offering-store.js';
import type { EmergencyVariant, Offering } from '../types.js';
import { normalise } from '../words.js';
import { AmendmentStore } from './amendment-store.js';
import { OfferNews } from './offer-news.js';

const sentence = z.string().trim().min(3).max(300);
const words = z.object({ id: sentence, en: sentence });

const variant = z.object({
  hours: openingHours.optional(),
  /** What must be brought as well. */
  adds: z.array(words).max(20).default([]),
  /** Codes of what is not asked for. */
  drops: z.array(z.string()).max(50).default([]),
  limits: z.array(words).max(20).default([]),
  capacityPerDay: z.number().int().min(1, 'at least 1').max(100_000).optional(),
  /** The circular or agreement that says so. */
  source: z.string().trim().min(3).max(500),
});

const input = z.object({ offeringId: z.string().min(1), variant: variant.nullable() });

type Command = z.infer<typeof input>;

/**
 * Says how an offering is given while it serves people of a closed office, or is limited: only what differs from the usual. Null:
 * as usual. Throws `directory.no-such-offering` and `.not-required`.
 */
@Injectable()
export class SetEmergencyVariant extends Change<Command, Offering> {
  readonly name = 'directory.set-emergency-variant';
  readonly permission = 'directory:amend';
  readonly input = input;

  constructor(
    private readonly offerings: OfferingStore,
    private readonly amendments: AmendmentStore,
    private readonly news: OfferNews,
  ) {
    super();
  }

  protected async perform({ offeringId, variant: said }: Command, _by: Actor, _now: Date): Promise<Changed<Offering>> {
    const offering = await this.offerings.get(offeringId);
    const emergency = said && variantOf(said, offering);
    await this.amendments.setEmergency(offeringId, emergency);
    await this.news.tell([offeringId]);
    const detail = emergency
      ? { adds: emergency.adds.map(({ code }) => code), drops: emergency.drops, limits: emergency.limits.length }
      : { asUsual: true };
    return { result: await this.offerings.get(offeringId), subject: { type: 'offering', id: offeringId }, detail };
  }
}

function variantOf({ source, adds, ...said }: z.infer<typeof variant>, { requirements }: Offering): EmergencyVariant {
  const unknown = said.drops.find((code) => !requirements.some((requirement) => requirement.code === code));
  if (unknown !== undefined)
    throw errors.notRequired({ requirement: unknown, fields: [{ field: 'drops', message: `${unknown} is not asked for` }] });
  return {
    ...said,
    adds: adds.map((texts) => ({ code: codeOf(texts.id), text: texts.id, texts, source, isSample: false })),
  };
}

function codeOf(text: string): string {
  return normalise(text).replaceAll(' ', '-').slice(0, 60);
}
