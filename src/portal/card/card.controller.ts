import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Limited, localeOf } from '../../web/index.js';
import { Cards } from './cards.js';

/** `/layanan/<service>/<region>/kartu.png`: what a chat shows of a forwarded link, or what is forwarded itself. */
@ApiExcludeController()
@Controller('layanan/:service/:region')
export class CardController {
  constructor(private readonly cards: Cards) {}

  @Get('kartu.png')
  @Limited('PRINTS')
  async card(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() { service, region }: { service: string; region: string },
  ) {
    const { png, etag } = await this.cards.of(service, region, localeOf(request));
    reply.header('etag', etag).header('cache-control', 'max-age=0, must-revalidate').header('vary', 'cookie');
    // A picture that other sites may show: a chat fetches it for its preview.
    reply.header('cross-origin-resource-policy', 'cross-origin');
    if (request.headers['if-none-match']?.includes(etag)) return reply.status(304).send();
    return reply.type('image/png').send(png);
  }
}
