import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor } from '../../people/index.js';
import { AnswerHostRequest, ReportHostDay } from '../../rerouting/index.js';
import { Limited } from '../../web/index.js';
import { HostDayPage } from './host-day-page.js';
import { HostPage, sendPrivate } from './host-page.js';

/** Where a host says yes or no by the link that was sent, and then how its days go; no sign-in. */
@ApiExcludeController()
@Controller('tuan-rumah')
export class HostController {
  constructor(
    private readonly page: HostPage,
    private readonly answer: AnswerHostRequest,
    private readonly day: HostDayPage,
    private readonly report: ReportHostDay,
  ) {}

  @Get(':token')
  @Limited('LOOKUPS')
  async show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Query('tercatat') noted?: string,
  ) {
    const shown = await this.day.show(request, reply, token, { noted: noted !== undefined });
    return shown ?? this.page.question(request, reply, token);
  }

  @Get(':token/lembar')
  @Limited('LOOKUPS')
  sheet(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('token') token: string) {
    return this.day.sheet(request, reply, token);
  }

  @Get(':token/lembar.pdf')
  @Limited('PRINTS')
  async print(@Res() reply: FastifyReply, @Param('token') token: string) {
    const { pdf, name } = await this.day.pdf(token);
    return sendPrivate(reply).type('application/pdf').header('content-disposition', `inline; filename="${name}"`).send(pdf);
  }

  @Post(':token/hari')
  @Limited('MESSAGES')
  async tap(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Body() sent: Record<string, unknown> = {},
  ) {
    try {
      await this.report.run(Actor.public(), { ...sent, token });
      return reply.redirect(`/tuan-rumah/${encodeURIComponent(token)}?tercatat`, 303);
    } catch (error) {
      return this.day.show(request, reply, token, { failed: { sent, error } });
    }
  }

  @Post(':token')
  @Limited('LOOKUPS')
  async send(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Body() sent: Record<string, unknown> = {},
  ) {
    try {
      const { state } = await this.answer.run(Actor.public(), { ...sent, token });
      return this.page.thanks(request, reply, token, state === 'accepted' ? 'yes' : 'no');
    } catch (error) {
      return this.page.question(request, reply, token, { sent, error });
    }
  }
}
