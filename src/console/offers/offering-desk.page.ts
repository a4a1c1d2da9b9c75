import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Difference, Directory, differences, type EmergencyVariant, spansText, weekdays } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { type Locale, Texts } from '../../platform/index.js';
import { type Form, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';

/** Rows of a list that the form has. */
export const MOST_ROWS = 4;

/** What stands on the page of one offering. */
@Injectable()
export class OfferingDeskPage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string, form: Form) {
    const locale = localeOf(request);
    const offering = await this.directory.offering(id);
    const { names } = await this.directory.service(offering.serviceId);
    const isSent = form.list.length > 0;
    const data = {
      offering,
      service: names[locale],
      place: offering.office?.name ?? offering.channel.name,
      differs: differences(offering).map((difference) => this.words(difference, locale)),
      requirements: offering.requirements.map(({ code, texts }) => ({ value: code, text: texts[locale] })),
      rows: Array.from({ length: MOST_ROWS }, (_, index) => ({ index, number: index + 1 })),
      weekdays: weekdays.map((day) => ({ day, usual: spansText(offering.hours.weekly[day] ?? []) })),
      mayAmend: by.may('directory:amend'),
      form: isSent ? form : { ...form, values: valuesOf(offering.emergency) },
    };
    return sendPage(reply, this.pages.console(request, 'offers/offering', data), isSent ? 422 : 200);
  }

  private words(difference: Difference, locale: Locale): string {
    const say = (params: Record<string, string | number>) => this.texts.t(locale, `offers:differs.${difference.kind}`, params);
    if (difference.kind === 'limit') return difference.texts[locale];
    if (difference.kind === 'capacity') return say({ people: difference.perDay });
    if (difference.kind !== 'hours') return say({ text: difference.requirement.texts[locale] });
    const week = weekdays
      .filter((day) => difference.hours.weekly[day]?.length)
      .map((day) => `${this.texts.t(locale, `answers:day.${day}`)} ${spansText(difference.hours.weekly[day]!)}`);
    return say({ hours: week.join(', ') });
  }
}

/** The variant as its form shows it. */
function valuesOf(emergency: EmergencyVariant | undefined): Record<string, unknown> {
  if (!emergency) return {};
  const { adds, limits, drops, capacityPerDay, hours } = emergency;
  const both = (name: string, words: { id: string; en: string }[]) =>
    words.flatMap((each, index) => [
      [`${name}.${index}.id`, each.id],
      [`${name}.${index}.en`, each.en],
    ]);
  return {
    ...Object.fromEntries([
      ...both(
        'adds',
        adds.map(({ texts }) => texts),
      ),
      ...both('limits', limits),
    ]),
    ...Object.fromEntries(weekdays.map((day) => [`hours.${day}`, spansText(hours?.weekly[day] ?? [])])),
    drops,
    capacityPerDay,
    source: adds[0]?.source,
  };
}
