import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CloseIncident, CorrectIncident } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { StartRun } from '../../playbooks/index.js';
import { By } from '../../web/index.js';
import { IncidentPages } from './incident.pages.js';

interface Sent {
  reason?: string;
  reopenedAt?: string;
  playbookId?: string;
}

/** Incidents: what is open, and what can be done with one. */
@ApiExcludeController()
@Controller('dasbor/kejadian')
export class IncidentsController {
  constructor(
    private readonly pages: IncidentPages,
    private readonly correctIncident: CorrectIncident,
    private readonly closeIncident: CloseIncident,
    private readonly startRun: StartRun,
  ) {}

  @Get()
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    return this.pages.list(request, reply, by);
  }

  @Get('lapor')
  report(@Res() reply: FastifyReply) {
    return reply.redirect('/dasbor/kantor', 303);
  }

  @Get(':id')
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.pages.one(request, reply, by, id);
  }

  @Post(':id/koreksi')
  correct(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') incidentId: string,
    @Body() sent: Sent = {},
  ) {
    const command = { incidentId, reason: sent.reason };
    return this.pages.done(request, reply, by, incidentId, 'corrected', sent, () => this.correctIncident.run(by, command));
  }

  @Post(':id/buka')
  async close(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') incidentId: string,
    @Body() sent: Sent = {},
  ) {
    const reopenedAt = await this.pages.moment(incidentId, sent.reopenedAt);
    return this.pages.done(request, reply, by, incidentId, 'closed', sent, () =>
      this.closeIncident.run(by, { incidentId, reopenedAt }),
    );
  }

  @Post(':id/playbook')
  start(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') incidentId: string,
    @Body() sent: Sent = {},
  ) {
    const command = { incidentId, playbookId: sent.playbookId };
    return this.pages.done(request, reply, by, incidentId, 'run-started', sent, () => this.startRun.run(by, command));
  }
}
