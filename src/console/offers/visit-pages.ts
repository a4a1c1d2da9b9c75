import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ComingDay, Directory, type Offering, Visits } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { addDays, Clock, civilDate, type Locale, Texts } from '../../platform/index.js';
import { type Form, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { repeats } from './repeating.js';

const LISTED_DAYS = 60;
const SHOWN = 100;

/** The pages of units that come to people. */
@Injectable()
export class VisitPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly visits: Visits,
    private readonly clock: Clock,
  ) {}

  async list(request: FastifyRequest, reply: FastifyReply, by: Actor, unit: string | undefined, form: Form) {
    const locale = localeOf(request);
    const today = civilDate(this.clock.now());
    const days = await this.visits.days({ channelId: unit }, today, addDays(today, LISTED_DAYS));
    const units = await this.visits.units();
    const data = {
      days: days.slice(0, SHOWN).map((day) => dayView(day, locale)),
      more: days.length > SHOWN ? days.length - SHOWN : undefined,
      today,
      unit,
      units: await this.options(units, locale),
      counters: by.may('visit:manage') ? await this.counters(locale) : [],
      repeats: repeats.map((value) => ({ value, text: this.texts.t(locale, `offers:visits.repeats-${value}`) })),
      mayManage: by.may('visit:manage'),
      form,
    };
    return sendPage(reply, this.pages.console(request, 'offers/visits', data), form.list.length > 0 ? 422 : 200);
  }

  async one(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string, form: Form) {
    const locale = localeOf(request);
    const listed = await this.visits.get(id);
    const { visit } = listed;
    const today = civilDate(this.clock.now());
    const days = this.visits.daysOf(listed, today, addDays(today, LISTED_DAYS));
    const data = {
      listed,
      visit,
      service: listed.serviceNames[locale],
      region: (await this.directory.region(visit.regionCode)).label,
      serves: (await this.directory.regions(visit.serves)).map(({ label }) => label),
      days: days.map(({ date }) => date),
      mayManage: by.may('visit:manage') && !listed.cancelledAt,
      form,
    };
    return sendPage(reply, this.pages.console(request, 'offers/visit', data), form.list.length > 0 ? 422 : 200);
  }

  private async options(offerings: Offering[], locale: Locale) {
    const names = new Map((await this.directory.services()).map(({ id, names: words }) => [id, words[locale]]));
    return offerings.map(({ id, serviceId, channel }) => ({
      value: id,
      text: `${channel.name}: ${names.get(serviceId) ?? serviceId}`,
    }));
  }

  /** Where a unit could be started: each service that an office gives at its counter. */
  private async counters(locale: Locale) {
    const services = await this.directory.services();
    const offerings = await Promise.all(services.map(({ id }) => this.directory.offeringsOf(id)));
    return offerings
      .flatMap((given, index) => given.map((offering) => ({ offering, service: services[index]!.names[locale] })))
      .filter(({ offering }) => offering.channel.kind === 'counter' && offering.office)
      .map(({ offering, service }) => ({
        value: `${offering.office!.id} ${offering.serviceId}`,
        text: `${offering.office!.name}: ${service}`,
      }))
      .sort((a, b) => a.text.localeCompare(b.text));
  }
}

function dayView({ visit, date, opens, closes, status, listed }: ComingDay, locale: Locale) {
  return {
    id: visit.id,
    date,
    time: `${opens}–${closes}`.replaceAll(':', '.'),
    place: visit.place,
    quota: visit.quota,
    isSample: visit.isSample,
    unit: listed.channel,
    service: listed.serviceNames[locale],
    off: status === 'suspended' || status === 'moved',
  };
}
