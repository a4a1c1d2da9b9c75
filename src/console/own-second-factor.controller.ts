import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import { type Actor, ConfirmSecondFactor, PrepareSecondFactor } from '../people/index.js';
import { Texts } from '../platform/index.js';
import { By, emptyForm, type Form, failedForm, localeOf, Pages, visitOf, wordIn } from '../web/index.js';
import { sendPage } from './send-page.js';

/** Turning one's own second factor on: the password, then the picture for the phone, then a code from the phone. */
@ApiExcludeController()
@Controller('dasbor/akun/totp')
export class OwnSecondFactorController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly prepare: PrepareSecondFactor,
    private readonly confirm: ConfirmSecondFactor,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page(request, reply, { step: 'password', form: emptyForm() });
  }

  @Post()
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() sent: object = {}) {
    try {
      const { address, paperCodes } = await this.prepare.run(by, { ...sent, visit: visitOf(request) });
      const picture = await QRCode.toDataURL(address, { margin: 2, width: 240 });
      const key = new URL(address).searchParams.get('secret');
      return this.page(request, reply, { step: 'scan', form: emptyForm(), picture, key, paperCodes });
    } catch (error) {
      return this.page(request, reply, { step: 'password', form: this.failed(request, error) });
    }
  }

  @Post('pasti')
  async turnOn(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Body() { code }: { code?: string } = {},
  ) {
    try {
      const cookies = await this.confirm.run(by, { code: wordIn(code).replace(/\s/g, ''), visit: visitOf(request) });
      reply.header('set-cookie', cookies);
      return reply.redirect('/dasbor/akun?selesai=people:done.second-factor-on', 303);
    } catch (error) {
      return this.page(request, reply, { step: 'again', form: this.failed(request, error) });
    }
  }

  private failed(request: FastifyRequest, error: unknown): Form {
    return failedForm(this.texts, localeOf(request), {}, error);
  }

  private page(request: FastifyRequest, reply: FastifyReply, data: { step: string; form: Form } & Record<string, unknown>) {
    return sendPage(reply, this.pages.console(request, 'people/own-second-factor', data), data.form.list.length > 0 ? 422 : 200);
  }
}
