import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SheetPress } from '../../answers/index.js';
import { ReportDay } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import { SetDisclosure } from '../../rerouting/index.js';
import { By } from '../../web/index.js';
import { HostDeskPage } from './host-desk.page.js';

type Sent = Record<string, unknown>;

interface Which {
  id: string;
  request: string;
}

/** One host of a reroute: what it said of its days, what the public may know of it, the sheet for its clerks. */
@ApiExcludeController()
@Controller('dasbor/pengalihan/:id/permintaan/:request')
export class HostDeskController {
  constructor(
    private readonly page: HostDeskPage,
    private readonly report: ReportDay,
    private readonly disclosure: SetDisclosure,
    private readonly press: SheetPress,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param() { request: requestId }: Which) {
    return this.page.show(request, reply, by, requestId);
  }

  @Get('lembar.pdf')
  async sheet(@Res() reply: FastifyReply, @Param() { request: requestId }: Which) {
    const { pdf, name } = await this.press.pdf(requestId);
    const disposition = `inline; filename="${name}"`;
    return reply.type('application/pdf').header('cache-control', 'no-store').header('content-disposition', disposition).send(pdf);
  }

  @Post('kabar')
  log(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() which: Which,
    @Body() sent: Sent = {},
  ) {
    return this.does(request, reply, by, which, 'reported', sent, async () => {
      const officeId = await this.page.officeOf(which.request);
      return this.report.run(by, { ...sent, officeId, via: 'call', date: undefined });
    });
  }

  @Post('keterbukaan')
  disclose(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() which: Which,
    @Body() sent: Sent = {},
  ) {
    return this.does(request, reply, by, which, 'disclosed', sent, () =>
      this.disclosure.run(by, { requestId: which.request, disclosure: sent.disclosure }),
    );
  }

  private async does(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    { id, request: requestId }: Which,
    what: string,
    sent: Sent,
    work: () => Promise<unknown>,
  ) {
    try {
      await work();
      return reply.redirect(`/dasbor/pengalihan/${id}/permintaan/${requestId}?selesai=hosting:done.${what}`, 303);
    } catch (error) {
      return this.page.show(request, reply, by, requestId, { sent, error });
    }
  }
}
