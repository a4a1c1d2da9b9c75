import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accessFeatures, Directory, differences, type Offering, spansText } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { Clock, civilDate, type Locale, Texts } from '../../platform/index.js';
import { type Form, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';

/** What stands on the page of one office. */
@Injectable()
export class OfficeDeskPage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string, form: Form) {
    const locale = localeOf(request);
    const office = await this.directory.office(id);
    const offerings = await this.directory.offeringsAt(id);
    const today = civilDate(this.clock.now(), office.zone);
    const names = new Map((await this.directory.services()).map((service) => [service.id, service.names[locale]]));
    const data = {
      office,
      today,
      features: accessFeatures.map((feature) => ({ feature, value: wordFor(office.accessibility[feature]) })),
      answers: ['yes', 'no', 'unknown'].map((value) => ({ value, text: this.texts.t(locale, `offers:access.${value}`) })),
      days: specialDays(offerings, today, locale),
      offerings: offerings.map((offering) => lineOf(offering, names)),
      mayAmend: by.may('directory:amend'),
      form,
    };
    return sendPage(
      reply,
      this.pages.console(request, 'offers/office', data, { zone: office.zone }),
      form.list.length > 0 ? 422 : 200,
    );
  }
}

function lineOf(offering: Offering, names: Map<string, string>) {
  const { id, serviceId, channel } = offering;
  return { id, name: names.get(serviceId) ?? serviceId, channel: channel.name, differs: differences(offering).length };
}

/** Those to come, each once, with how many of the office's offerings it holds for. */
function specialDays(offerings: Offering[], today: string, locale: Locale) {
  const days = new Map<string, { date: string; hours: string; reason?: string; offerings: number }>();
  for (const { hours } of offerings) {
    for (const [date, { spans, reason }] of Object.entries(hours.specialDays ?? {})) {
      const known = days.get(date)?.offerings ?? 0;
      if (date >= today) days.set(date, { date, hours: spansText(spans), reason: reason?.[locale], offerings: known + 1 });
    }
  }
  return [...days.values()].sort((a, b) => a.date.localeCompare(b.date));
}

function wordFor(has: boolean | undefined): string {
  if (has === undefined) return 'unknown';
  return has ? 'yes' : 'no';
}
