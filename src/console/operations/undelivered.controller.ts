import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RedeliverNews, UndeliveredNews } from '../../operations/index.js';
import type { Actor } from '../../people/index.js';
import { By, Pages } from '../../web/index.js';

const ADDRESS = '/dasbor/kabar';

/** News between rooms that did not arrive, for those who keep the server. */
@ApiExcludeController()
@Controller('dasbor/kabar')
export class UndeliveredController {
  constructor(
    private readonly pages: Pages,
    private readonly undelivered: UndeliveredNews,
    private readonly redeliver: RedeliverNews,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query('selesai') done?: string) {
    by.must('news:redeliver');
    const news = await this.undelivered.all();
    return reply
      .type('text/html')
      .send(this.pages.console(request, 'operations/undelivered', { news, done: done !== undefined }));
  }

  @Post()
  async again(@Body() given: unknown, @Res() reply: FastifyReply, @By() by: Actor) {
    await this.redeliver.run(by, given);
    return reply.redirect(`${ADDRESS}?selesai`, 303);
  }
}
