import { Controller, Get, Header, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory, type Service } from '../../directory/index.js';
import { emptyForm, localeOf, Pages } from '../../web/index.js';
import { pathOf } from '../answer/answer-renderer.js';
import { errors } from '../errors.js';
import { Closures } from './closures.js';
import { Finder, type Found } from './finder.js';
import { ServedRegions } from './served-regions.js';

const HTML = 'text/html; charset=utf-8';

interface Query_ {
  layanan?: string;
  tempat?: string;
}

/** How a citizen gets to her answer: by searching, by choosing, or by a short address such as `/kras/pajak`. */
@ApiExcludeController()
@Controller()
export class FindController {
  constructor(
    private readonly pages: Pages,
    private readonly directory: Directory,
    private readonly finder: Finder,
    private readonly closures: Closures,
    private readonly served: ServedRegions,
  ) {}

  @Get()
  @Header('content-type', HTML)
  async home(@Req() request: FastifyRequest): Promise<string> {
    const [services, closures] = await Promise.all([this.services(request), this.closures.current()]);
    return this.pages.portal(request, 'portal/home', { form: emptyForm(), services, closures });
  }

  @Get('cari')
  async search(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() { layanan, tempat }: Query_): Promise<void> {
    const service = textOf(layanan);
    const place = textOf(tempat);
    const found = await this.finder.find({ service, place });
    await this.answerOrAsk(request, reply, found, { service, place });
  }

  @Get('layanan/:service')
  @Header('content-type', HTML)
  async service(@Req() request: FastifyRequest, @Param('service') id: string): Promise<string> {
    const service = await this.directory.service(id);
    const groups = await this.served.of(id);
    return this.pages.portal(request, 'portal/service', { service: nameOf(service, request), id, groups, form: emptyForm() });
  }

  @Get(':place/:word')
  async short(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() { place, word }: { place: string; word: string },
  ): Promise<void> {
    const wanted = { service: spaced(word), place: spaced(place) };
    const found = await this.finder.find(wanted);
    if (found.services.length === 0 || found.regions.length === 0) throw errors.notAPage();
    await this.answerOrAsk(request, reply, found, wanted);
  }

  private async answerOrAsk(
    request: FastifyRequest,
    reply: FastifyReply,
    found: Found,
    wanted: { service: string; place: string },
  ): Promise<void> {
    const [service, otherService] = found.services;
    const [region, otherRegion] = found.regions;
    if (service && region && !otherService && !otherRegion) return void reply.redirect(pathOf(service.id, region.code), 303);
    const services = found.services.length > 0 ? choices(found.services, request) : await this.services(request);
    const data = {
      wanted,
      services,
      regions: found.regions,
      ...question(found, wanted),
      form: emptyForm({ layanan: wanted.service, tempat: wanted.place }),
    };
    void reply.type(HTML).send(this.pages.portal(request, 'portal/search', data, { noindex: true }));
  }

  private async services(request: FastifyRequest): Promise<{ id: string; name: string }[]> {
    return choices(await this.directory.services(), request);
  }
}

/** What has to be asked back, one thing at a time: the service first. */
function question(
  found: Found,
  wanted: { service: string; place: string },
): { ask: 'service' | 'region'; unknown: boolean; serviceId?: string } {
  if (found.services.length !== 1) return { ask: 'service', unknown: found.services.length === 0 && wanted.service !== '' };
  return { ask: 'region', unknown: found.regions.length === 0 && wanted.place !== '', serviceId: found.services[0]!.id };
}

function choices(services: Service[], request: FastifyRequest): { id: string; name: string }[] {
  return services.map((service) => ({ id: service.id, name: nameOf(service, request) }));
}

function nameOf(service: Service, request: FastifyRequest): string {
  return service.names[localeOf(request)];
}

function spaced(words: string): string {
  return words.replaceAll('-', ' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : '';
}
