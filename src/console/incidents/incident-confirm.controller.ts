import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmByCallback, ConfirmIncident, ReconfirmStatus } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { IncidentPages } from './incident.pages.js';

/** Confirming a report, after a callback where it came by SMS, and confirming again that it is still so. */
@ApiExcludeController()
@Controller('dasbor/kejadian/:id')
export class IncidentConfirmController {
  constructor(
    private readonly pages: IncidentPages,
    private readonly confirmIncident: ConfirmIncident,
    private readonly confirmByCallback: ConfirmByCallback,
    private readonly reconfirmStatus: ReconfirmStatus,
  ) {}

  @Post('konfirmasi')
  confirm(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') incidentId: string) {
    return this.pages.done(request, reply, by, incidentId, 'confirmed', {}, () => this.confirmIncident.run(by, { incidentId }));
  }

  @Post('telepon-balik')
  callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') incidentId: string) {
    const verb = () => this.confirmByCallback.run(by, { incidentId });
    return this.pages.done(request, reply, by, incidentId, 'called-back', {}, verb);
  }

  @Post('masih')
  async reconfirm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') incidentId: string,
    @Body() sent: { expectedEnd?: string } = {},
  ) {
    const expectedEnd = await this.pages.moment(incidentId, sent.expectedEnd);
    const verb = () => this.reconfirmStatus.run(by, { incidentId, expectedEnd });
    return this.pages.done(request, reply, by, incidentId, 'reconfirmed', sent, verb);
  }
}
