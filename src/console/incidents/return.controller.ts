import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PlanReturn } from '../../incidents/index.js';
import { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { ReturnPage, stagesIn } from './return.page.js';

/** How people come back to an office, by stages. */
@ApiExcludeController()
@Controller('dasbor/kejadian/:id/kembali')
export class ReturnController {
  constructor(
    private readonly page: ReturnPage,
    private readonly plan: PlanReturn,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string) {
    return this.page.show(request, reply, id);
  }

  @Post()
  async send(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
    @Body() sent: Record<string, unknown> = {},
  ) {
    try {
      await this.plan.run(by, { incidentId: id, stages: stagesIn(sent) });
      return reply.redirect(`/dasbor/kejadian/${id}/kembali?selesai=hosting:done.planned`, 303);
    } catch (error) {
      return this.page.show(request, reply, id, { sent, error });
    }
  }
}
