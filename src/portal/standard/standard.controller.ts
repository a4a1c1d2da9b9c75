import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Directory, standardComponents, standardScore } from '../../directory/index.js';
import { localeOf, Pages } from '../../web/index.js';

/** The service standard of one service, as the law wants it published: what is filled in, and what is not yet. */
@ApiExcludeController()
@Controller('layanan/:service/standar')
export class StandardController {
  constructor(
    private readonly pages: Pages,
    private readonly directory: Directory,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  async show(@Req() request: FastifyRequest, @Param('service') id: string): Promise<string> {
    const locale = localeOf(request);
    const service = await this.directory.service(id);
    const agency = (await this.directory.agencies()).find((each) => each.id === service.agencyId);
    const groups = Object.entries(standardComponents).map(([group, components]) => ({
      group,
      lines: components.map((component) => {
        const entry = service.standard?.[component];
        return {
          component,
          entry,
          text: entry?.texts[locale],
          unconfirmed: entry?.certainty === 'K' || entry?.certainty === 'U',
        };
      }),
    }));
    const data = {
      id,
      service: service.names[locale],
      agency: agency?.names[locale],
      agencyIsSample: agency?.isSample,
      score: standardScore(service.standard),
      groups,
    };
    return this.pages.portal(request, 'portal/standard', data);
  }
}
