import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DeclareIncident } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { ClosurePage, type SentClosure } from './closure.page.js';
import { OfficePages } from './office.pages.js';

/** From the list of offices to "marked as closed": three taps on a phone. */
@ApiExcludeController()
@Controller('dasbor/kantor')
export class OfficesController {
  constructor(
    private readonly pages: OfficePages,
    private readonly closure: ClosurePage,
    private readonly declare: DeclareIncident,
  ) {}

  @Get()
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query('cari') text?: string) {
    return this.pages.list(request, reply, by, String(text ?? '').slice(0, 100));
  }

  @Get(':id')
  office(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.pages.office(request, reply, by, id);
  }

  @Get(':id/tutup')
  preview(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') officeId: string,
    @Query('bagian') part?: string,
  ) {
    return this.closure.show(request, reply, { officeId, part: part || undefined });
  }

  @Post(':id/tutup')
  async close(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') officeId: string,
    @Body() sent: SentClosure = {},
  ) {
    const which = { officeId, part: sent.part || undefined };
    try {
      const { id } = await this.declare.run(by, await this.closure.command(which, sent));
      return reply.redirect(`/dasbor/kejadian/${id}?selesai=incidents:done.declared`, 303);
    } catch (error) {
      return this.closure.failed(request, reply, which, sent, error);
    }
  }
}
