import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor } from '../../people/index.js';
import { Reroutes, SetPlanOptions } from '../../rerouting/index.js';
import { By } from '../../web/index.js';
import { PlanChangePage } from './plan-change.page.js';
import { withWish } from './plan-wishes.js';

type Sent = Record<string, unknown>;

/** Asking something of a plan: one form for each kind of wish, and one to take each back. */
@ApiExcludeController()
@Controller('dasbor/pengalihan/:id/ubah')
export class PlanChangeController {
  constructor(
    private readonly page: PlanChangePage,
    private readonly reroutes: Reroutes,
    private readonly plan: SetPlanOptions,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string) {
    return this.page.show(request, reply, id);
  }

  @Post()
  async change(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') rerouteId: string,
    @Body() sent: Sent = {},
  ) {
    try {
      const { plan } = await this.reroutes.get(rerouteId);
      await this.plan.run(by, { rerouteId, version: sent.version, options: withWish(plan.options, sent) });
      return reply.redirect(`/dasbor/pengalihan/${rerouteId}/ubah?selesai=rerouting:done.planned`, 303);
    } catch (error) {
      return this.page.show(request, reply, rerouteId, { sent, error });
    }
  }
}
