import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswerDutyLink } from '../../incidents/index.js';
import { Actor } from '../../people/index.js';
import { Limited } from '../../web/index.js';
import { DutyPage } from './duty-page.js';

/** Where a place on the roster that was called confirms or corrects a report, by the link in its message; no sign-in. */
@ApiExcludeController()
@Controller('piket')
export class DutyController {
  constructor(
    private readonly page: DutyPage,
    private readonly answer: AnswerDutyLink,
  ) {}

  /** Looking uses nothing up, so that no preview of a messenger does. */
  @Get(':token')
  @Limited('LOOKUPS')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('token') token: string) {
    return this.page.call(request, reply, token);
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
      const done = await this.answer.run(Actor.public(), { token, answer: sent.answer, reason: sent.reason });
      return this.page.thanks(request, reply, done);
    } catch (error) {
      return this.page.call(request, reply, token, { sent, error });
    }
  }
}
