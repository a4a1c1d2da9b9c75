import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangeMilestone, DropMilestone, PlanMilestone } from '../../custody/index.js';
import type { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { CustodyPages } from './custody.pages.js';
import { filled, type Sent } from './sent.js';

/** The steps of the repair. */
@ApiExcludeController()
@Controller('dasbor/titipan/:incident/tahap')
export class RepairController {
  constructor(
    private readonly pages: CustodyPages,
    private readonly plan: PlanMilestone,
    private readonly change: ChangeMilestone,
    private readonly drop: DropMilestone,
  ) {}

  @Post()
  add(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('incident') incidentId: string,
    @Body() body: Sent = {},
  ) {
    const { title, dueOn, reopens } = filled(body);
    const command = { incidentId, title, dueOn, reopens: reopens !== undefined };
    return this.pages.does(request, reply, by, incidentId, 'planned', body, () => this.plan.run(by, command));
  }

  @Post(':id')
  move(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('incident') incidentId: string,
    @Param('id') milestoneId: string,
    @Body() body: Sent = {},
  ) {
    const { dueOn, doneOn } = filled(body);
    const command = { milestoneId, dueOn, doneOn: doneOn ?? null };
    return this.pages.does(request, reply, by, incidentId, 'changed', body, () => this.change.run(by, command));
  }

  @Post(':id/hapus')
  remove(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('incident') incidentId: string,
    @Param('id') milestoneId: string,
  ) {
    return this.pages.does(request, reply, by, incidentId, 'dropped', {}, () => this.drop.run(by, { milestoneId }));
  }
}
