import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor, EnterByLink, Links } from '../people/index.js';
import { Texts } from '../platform/index.js';
import { emptyForm, type Form, failedForm, localeOf, Pages, visitOf } from '../web/index.js';
import { sendPage } from './send-page.js';

/** A link that lets in once. Looking at it does not use it up, so that no preview of a messenger does. */
@ApiExcludeController()
@Controller('masuk/sekali')
export class OneTimeLinkController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly links: Links,
    private readonly enterByLink: EnterByLink,
  ) {}

  @Get(':token')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('token') token: string) {
    return this.form(request, reply, token, emptyForm());
  }

  @Post(':token')
  async enter(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Body() sent: Record<string, string> = {},
  ) {
    try {
      const { state, cookies } = await this.enterByLink.run(Actor.public(), { ...sent, token, visit: visitOf(request) });
      reply.header('set-cookie', cookies);
      return reply.redirect(state === 'signed-in' ? '/dasbor' : '/masuk/totp', 303);
    } catch (error) {
      const { password: _, repeated: __, ...shown } = sent;
      return this.form(request, reply, token, failedForm(this.texts, localeOf(request), shown, error));
    }
  }

  private async form(request: FastifyRequest, reply: FastifyReply, token: string, form: Form) {
    const holder = await this.links.look(token);
    const page = this.pages.console(request, 'people/one-time-link', { ...holder, form });
    return sendPage(reply, page, form.list.length > 0 ? 422 : 200);
  }
}
