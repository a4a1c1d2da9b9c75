import { Controller, Get, Header, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory, type Region } from '../../directory/index.js';
import { emptyForm, localeOf, Pages, wordIn } from '../../web/index.js';
import { errors } from '../errors.js';
import { Closures } from './closures.js';
import { FindPages } from './find-pages.js';
import { Finder, type Found } from './finder.js';
import { ServedRegions } from './served-regions.js';

const HTML = 'text/html; charset=utf-8';
const LONGEST = 100;
const NEAR = 6;
const POSITION = /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/;

interface Asked {
  layanan?: string;
  tempat?: string;
  /** `-7.96,111.98`: where the telephone is, if its owner let the page know. */
  posisi?: string;
}

/** How a citizen gets to her answer: by searching, by choosing, or by a short address such as `/kras/pajak`. */
@ApiExcludeController()
@Controller()
export class FindController {
  constructor(
    private readonly pages: Pages,
    private readonly directory: Directory,
    private readonly finder: Finder,
    private readonly found: FindPages,
    private readonly closures: Closures,
    private readonly served: ServedRegions,
  ) {}

  @Get()
  @Header('content-type', HTML)
  async home(@Req() request: FastifyRequest): Promise<string> {
    const [services, closures] = await Promise.all([this.directory.services(), this.closures.current()]);
    const named = services.map(({ id, names }) => ({ id, name: names[localeOf(request)] }));
    const data = { form: emptyForm(), services: named, closures };
    return this.pages.portal(request, 'portal/home', data, { script: 'place' });
  }

  @Get('cari')
  async search(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() asked: Asked): Promise<void> {
    const wanted = { service: textOf(asked.layanan), place: textOf(asked.tempat) };
    const near = await this.near(textOf(asked.posisi));
    const found = await this.finder.find(near.length > 0 ? { service: wanted.service } : wanted);
    const around = near.length > 0 ? { ...found, regions: near, place: '' } : found;
    return this.found.answerOrAsk(request, reply, await this.atOffice(around), wanted);
  }

  @Get('layanan/:service')
  @Header('content-type', HTML)
  async service(@Req() request: FastifyRequest, @Param('service') id: string): Promise<string> {
    const { names } = await this.directory.service(id);
    const groups = await this.served.of(id);
    const data = { service: names[localeOf(request)], id, groups, form: emptyForm() };
    return this.pages.portal(request, 'portal/service', data, { script: 'place' });
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
    return this.found.answerOrAsk(request, reply, found, wanted);
  }

  /** Whoever names an office and no place is asked which of the kecamatan that it serves is hers. */
  private async atOffice(found: Found): Promise<Found> {
    const [[service, another], [office, other]] = [found.services, found.offices];
    if (!service || another || !office || other || found.regions.length > 0 || found.place !== '') return found;
    return { ...found, regions: await this.finder.servedBy(office, service) };
  }

  private async near(position: string): Promise<Region[]> {
    const [, lat, lng] = POSITION.exec(position) ?? [];
    return lat && lng ? this.directory.regionsNear({ lat: Number(lat), lng: Number(lng) }, NEAR) : [];
  }
}

function spaced(words: string): string {
  return words.replaceAll('-', ' ').slice(0, LONGEST);
}

function textOf(value: unknown): string {
  return wordIn(value).slice(0, LONGEST);
}
