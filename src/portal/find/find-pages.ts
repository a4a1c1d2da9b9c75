import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory, type Office, type Region, type Service } from '../../directory/index.js';
import { emptyForm, localeOf, Pages } from '../../web/index.js';
import { pathOf } from '../answer/answer-renderer.js';
import type { Found, Wanted } from './finder.js';
import { HelpLine } from './help-line.js';

const HTML = 'text/html; charset=utf-8';

type Ask = 'service' | 'region' | 'office' | 'elsewhere' | 'unserved';

/** What follows from what was found: the answer, a question back, or a clear no with whom to ask. */
@Injectable()
export class FindPages {
  constructor(
    private readonly pages: Pages,
    private readonly directory: Directory,
    private readonly help: HelpLine,
  ) {}

  async answerOrAsk(request: FastifyRequest, reply: FastifyReply, found: Found, wanted: Wanted): Promise<void> {
    const [service, otherService] = found.services;
    const [region, otherRegion] = found.regions;
    const [office, otherOffice] = found.offices;
    if (!service && office && !otherOffice && !region) return void reply.redirect(`/kantor/${office.id}`, 303);
    if (!service || otherService || !region || otherRegion) return this.ask(request, reply, found, wanted);
    if ((await this.help.served(service.id, [region])).length > 0)
      return void reply.redirect(pathOf(service.id, region.code), 303);
    return this.send(request, reply, { ask: 'unserved', service, regions: [region], wanted });
  }

  private async ask(request: FastifyRequest, reply: FastifyReply, found: Found, wanted: Wanted): Promise<void> {
    const { services, offices, elsewhere, place } = found;
    const regions = await this.servedFirst(services, found.regions);
    const asked = { ...wanted, place };
    if (services.length === 0 && elsewhere) return this.send(request, reply, { ask: 'elsewhere', elsewhere, wanted: asked });
    if (services.length === 0 && offices.length > 0 && regions.length === 0)
      return this.send(request, reply, { ask: 'office', offices, wanted: asked });
    if (services.length !== 1) {
      const unknown = services.length === 0 && wanted.service !== '' && place === '';
      return this.send(request, reply, { ask: 'service', services, regions, unknown, wanted: asked });
    }
    const unknown = regions.length === 0 && place !== '';
    return this.send(request, reply, { ask: 'region', service: services[0], regions, unknown, wanted: asked });
  }

  /** Of namesakes, those that anybody serves stand on top. */
  private async servedFirst([service, another]: Service[], regions: Region[]): Promise<Region[]> {
    if (!service || another) return regions;
    const served = await this.help.served(service.id, regions);
    return [...served, ...regions.filter((region) => !served.includes(region))];
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    said: {
      ask: Ask;
      service?: Service;
      services?: Service[];
      offices?: Office[];
      regions?: Region[];
      elsewhere?: Found['elsewhere'];
      unknown?: boolean;
      wanted: Wanted;
    },
  ): Promise<void> {
    const locale = localeOf(request);
    const { service, services = [], wanted, elsewhere } = said;
    const offered = services.length > 0 ? services : await this.directory.services();
    const lost = said.unknown || said.ask === 'elsewhere' || said.ask === 'unserved';
    const data = {
      ...said,
      service: service && { id: service.id, name: service.names[locale] },
      services: offered.map(({ id, names }) => ({ id, name: names[locale] })),
      elsewhere: elsewhere && { name: elsewhere.name[locale], where: elsewhere.where[locale] },
      region: said.ask === 'unserved' ? said.regions?.[0] : undefined,
      helper: lost ? await this.help.nearest(service?.id, said.regions?.[0]) : undefined,
      form: emptyForm({ layanan: service?.names[locale] ?? wanted.service, tempat: said.ask === 'unserved' ? '' : wanted.place }),
    };
    const status = said.ask === 'unserved' ? 404 : 200;
    const script = request.url.startsWith('/cari') ? 'place' : undefined;
    void reply
      .status(status)
      .type(HTML)
      .send(this.pages.portal(request, 'portal/search', data, { noindex: true, script }));
  }
}
