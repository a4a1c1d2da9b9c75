import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { ComplaintDesk } from './desk.js';
import { ComplaintPages } from './pages.js';

type Sent = Record<string, unknown>;

const HERE = '/dasbor/pengaduan';
const DONE = 'complaints:done.';
const MAY = 'complaint:handle';

/** The complaints officer's desk. */
@ApiExcludeController()
@Controller('dasbor/pengaduan')
export class ComplaintDeskController {
  constructor(
    private readonly show: ComplaintPages,
    private readonly desk: ComplaintDesk,
  ) {}

  @Get()
  inbox(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    by.must(MAY);
    return this.show.inbox(request, reply);
  }

  @Get('baru')
  call(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    by.must(MAY);
    return this.show.call(request, reply);
  }

  @Post('baru')
  async record(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() body: Sent = {}) {
    by.must(MAY);
    try {
      const tracking = await this.desk.recordCall(by, body);
      return reply.redirect(`${HERE}/${tracking}?selesai=${DONE}recorded`, 303);
    } catch (error) {
      return this.show.call(request, reply, { sent: body, error });
    }
  }

  @Get(':tracking')
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('tracking') tracking: string) {
    by.must(MAY);
    return this.show.one(request, reply, tracking);
  }

  @Post(':tracking/nomor')
  async number(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('tracking') tracking: string) {
    const { address } = await this.desk.reveal.run(by, { complaintId: await this.desk.idOf(by, tracking) });
    return this.show.one(request, reply, tracking, { number: address });
  }

  @Post(':tracking/jawab')
  answer(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('tracking') tracking: string,
    @Body() body: Sent = {},
  ) {
    const work = async () => this.desk.answer.run(by, { text: body.text ?? '', complaintId: await this.desk.idOf(by, tracking) });
    return this.done(request, reply, by, tracking, { sent: body, work, said: 'answered' });
  }

  @Post(':tracking/teruskan')
  handOn(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('tracking') tracking: string,
    @Body() body: Sent = {},
  ) {
    const work = async () =>
      this.desk.handOn.run(by, { officeId: body.officeId, complaintId: await this.desk.idOf(by, tracking) });
    return this.done(request, reply, by, tracking, { sent: body, work, said: 'handed-on' });
  }

  @Post(':tracking/tutup')
  close(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('tracking') tracking: string,
    @Body() body: Sent = {},
  ) {
    const work = async () => this.desk.close.run(by, { reason: body.reason, complaintId: await this.desk.idOf(by, tracking) });
    return this.done(request, reply, by, tracking, { sent: body, work, said: 'closed' });
  }

  private async done(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    tracking: string,
    { sent, work, said }: { sent: Sent; work: () => Promise<unknown>; said: string },
  ) {
    by.must(MAY);
    try {
      await work();
    } catch (error) {
      return this.show.one(request, reply, tracking, { failed: { sent, error } });
    }
    return reply.redirect(`${HERE}/${tracking}?selesai=${DONE}${said}`, 303);
  }
}
