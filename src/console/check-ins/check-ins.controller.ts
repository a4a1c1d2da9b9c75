import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReportDay } from '../../directory/index.js';
import { NamedOffices, SetCheckIn } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { CheckInsPage } from './check-ins.page.js';

const HERE = '/dasbor/loket';

/** Which counters have opened this morning, and which offices say so each day. */
@ApiExcludeController()
@Controller('dasbor/loket')
export class CheckInsController {
  constructor(
    private readonly page: CheckInsPage,
    private readonly named: NamedOffices,
    private readonly setCheckIn: SetCheckIn,
    private readonly reportDay: ReportDay,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    return this.page.show(request, reply, by);
  }

  @Post()
  async join(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Body() sent: { office?: string } = {},
  ) {
    try {
      await this.setCheckIn.run(by, { officeId: await this.named.one(sent.office ?? ''), asks: true });
      return reply.redirect(`${HERE}?selesai=incidents:done.check-in-on`, 303);
    } catch (error) {
      return this.page.show(request, reply, by, { sent, error });
    }
  }

  @Post(':officeId/berhenti')
  async leave(@Res() reply: FastifyReply, @By() by: Actor, @Param('officeId') officeId: string) {
    await this.setCheckIn.run(by, { officeId, asks: false });
    return reply.redirect(`${HERE}?selesai=incidents:done.check-in-off`, 303);
  }

  /** Somebody at the office said on the telephone that it is open. */
  @Post(':officeId/buka')
  async opened(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('officeId') officeId: string,
    @Body() sent: { toldBy?: string } = {},
  ) {
    try {
      await this.reportDay.run(by, { officeId, kind: 'open', via: 'call', toldBy: sent.toldBy });
      return reply.redirect(`${HERE}?selesai=incidents:done.opened`, 303);
    } catch (error) {
      return this.page.show(request, reply, by, { sent, error });
    }
  }
}
