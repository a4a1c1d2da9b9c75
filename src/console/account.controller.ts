import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Accounts, type Actor, ChangePassword, DropSecondFactor } from '../people/index.js';
import { Texts } from '../platform/index.js';
import { By, emptyForm, type Form, failedForm, localeOf, Pages, visitOf } from '../web/index.js';
import { sendPage } from './send-page.js';

const HERE = '/dasbor/akun';

/** One's own account: who one is here, and one's password. */
@ApiExcludeController()
@Controller('dasbor/akun')
export class AccountController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly accounts: Accounts,
    private readonly changePassword: ChangePassword,
    private readonly dropSecondFactor: DropSecondFactor,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    return this.page(request, reply, by, {});
  }

  @Post('sandi')
  async password(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() sent: object = {}) {
    try {
      reply.header('set-cookie', await this.changePassword.run(by, { ...sent, visit: visitOf(request) }));
      return reply.redirect(`${HERE}?selesai=people:done.password`, 303);
    } catch (error) {
      return this.page(request, reply, by, { passwordForm: failedForm(this.texts, localeOf(request), {}, error) });
    }
  }

  @Post('totp/mati')
  async secondFactorOff(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() sent: object = {}) {
    try {
      await this.dropSecondFactor.run(by, sent);
      return reply.redirect(`${HERE}?selesai=people:done.second-factor-off`, 303);
    } catch (error) {
      return this.page(request, reply, by, { offForm: failedForm(this.texts, localeOf(request), {}, error) });
    }
  }

  private async page(request: FastifyRequest, reply: FastifyReply, by: Actor, forms: { passwordForm?: Form; offForm?: Form }) {
    const account = await this.accounts.get(by.person);
    const data = { account, passwordForm: emptyForm(), offForm: emptyForm(), ...forms };
    return sendPage(reply, this.pages.console(request, 'people/account', data), forms.passwordForm || forms.offForm ? 422 : 200);
  }
}
