import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory, type Offering } from '../../directory/index.js';
import { type Locale, Texts } from '../../platform/index.js';
import { type Plan, type PlanOptions, Reroutes } from '../../rerouting/index.js';
import { type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { choiceOf } from './plan-wishes.js';
import { ReroutingView } from './rerouting.view.js';

interface Choice {
  value: string;
  text: string;
}

/** The page on which an operator asks something of a plan and sees what that costs. */
@Injectable()
export class PlanChangePage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly reroutes: Reroutes,
    private readonly directory: Directory,
    private readonly view: ReroutingView,
  ) {}

  async show(request: FastifyRequest, reply: FastifyReply, id: string, failed?: Failed) {
    const locale = localeOf(request);
    const { plan, ...reroute } = await this.reroutes.get(id);
    const offerings = await this.offerings(plan);
    const usable = await this.usable(offerings);
    const data = {
      reroute: await this.view.line(reroute),
      ...(await this.view.costs(plan, await this.reroutes.change(id), locale)),
      ...this.choices(usable, locale),
      regions: await this.regions(plan),
      wishes: await this.wishes(plan.options, offerings, locale),
      form: formAfter(failed, this.texts, locale),
    };
    return sendPage(reply, this.pages.console(request, 'rerouting/change', data), failed ? 422 : 200);
  }

  private async offerings({ covers }: Plan): Promise<{ offering: Offering; service: Record<Locale, string> }[]> {
    const services = [...new Set(covers.map(({ serviceId }) => serviceId))];
    const found = await Promise.all(
      services.map(async (id) => {
        const { names } = await this.directory.service(id);
        return (await this.directory.offeringsOf(id)).map((offering) => ({ offering, service: names }));
      }),
    );
    return found.flat();
  }

  /** A closed place is no choice. */
  private async usable<T extends { offering: Offering }>(offerings: T[]): Promise<T[]> {
    const statuses = await this.directory.statuses(offerings.map(({ offering }) => offering.id));
    return offerings.filter(({ offering }) => !['suspended', 'moved'].includes(statuses.get(offering.id)?.status ?? 'normal'));
  }

  private choices(offerings: { offering: Offering; service: Record<Locale, string> }[], locale: Locale) {
    const of = (kinds: string[]): Choice[] =>
      offerings
        .filter(({ offering }) => kinds.includes(offering.channel.kind))
        .map(({ offering, service }) => ({
          value: choiceOf(offering.serviceId, offering.id),
          text: `${nameOf(offering)}: ${service[locale]}`,
        }));
    const offices = new Map(offerings.flatMap(({ offering: { office } }) => (office ? [[office.id, office.name] as const] : [])));
    return {
      places: of(['counter', 'outreach']),
      counters: of(['counter']),
      units: of(['outreach']),
      offices: [...offices].map(([value, text]) => ({ value, text })),
    };
  }

  private async regions({ covers }: Plan): Promise<Choice[]> {
    const found = await this.directory.regions([...new Set(covers.map(({ regionCode }) => regionCode))]);
    return found.map(({ code, name }) => ({ value: code, text: name })).sort((a, b) => a.text.localeCompare(b.text));
  }

  private async wishes(
    { pins, bans, extensions, visits, hazard }: PlanOptions,
    offerings: { offering: Offering }[],
    locale: Locale,
  ) {
    const codes = [...pins, ...visits].map(({ regionCode }) => regionCode);
    const regions = new Map((await this.directory.regions(codes)).map(({ code, name }) => [code, name]));
    const place = (id?: string) => {
      const found = offerings.find(({ offering }) => offering.id === id || offering.office?.id === id);
      return found ? nameOf(found.offering) : id;
    };
    const say = (list: keyof PlanOptions, index: number | undefined, params: Record<string, unknown>) => ({
      which: index === undefined ? list : `${list}.${index}`,
      text: this.texts.t(locale, `rerouting:change.wish-${list}`, params),
    });
    return [
      ...pins.map((pin, at) => say('pins', at, { region: regions.get(pin.regionCode), place: place(pin.offeringId) })),
      ...bans.map((ban, at) => say('bans', at, { place: place(ban.officeId ?? ban.offeringId) })),
      ...extensions.map((each, at) =>
        say('extensions', at, { place: place(each.offeringId), hours: new Intl.NumberFormat(locale).format(each.hours) }),
      ),
      ...visits.map((each, at) =>
        say('visits', at, {
          unit: place(each.offeringId),
          place: each.place,
          region: regions.get(each.regionCode),
          at: each.begins.replace('T', ' '),
          quota: each.quota,
        }),
      ),
      ...(hazard
        ? [say('hazard', undefined, { km: new Intl.NumberFormat(locale).format(hazard.km), source: hazard.source })]
        : []),
    ];
  }
}

const nameOf = ({ office, channel }: Offering) => (channel.kind === 'outreach' ? channel.name : (office?.name ?? channel.name));
