import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor } from '../../people/index.js';
import { AnswerHostRequest } from '../../rerouting/index.js';
import { Limited } from '../../web/index.js';
import { HostPage } from './host-page.js';

/** Where a host says yes or no, by the link that was sent; no sign-in. */
@ApiExcludeController()
@Controller('tuan-rumah')
export class HostController {
  constructor(
    private readonly page: HostPage,
    private readonly answer: AnswerHostRequest,
  ) {}

  @Get(':token')
  @Limited('LOOKUPS')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('token') token: string) {
    return this.page.question(request, reply, token);
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
