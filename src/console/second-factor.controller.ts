import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor, SignInSecondFactor, safeReturn } from '../people/index.js';
import { emptyForm, Pages, visitOf, wordIn } from '../web/index.js';
import { sendPage } from './send-page.js';
import { signInAddress } from './sign-in-address.js';

interface CodeForm {
  code?: string;
  lanjut?: string;
}

/** The code of the phone, after the password. */
@ApiExcludeController()
@Controller('masuk/totp')
export class SecondFactorController {
  constructor(
    private readonly pages: Pages,
    private readonly secondFactor: SignInSecondFactor,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('lanjut') next?: string) {
    return this.form(request, reply, next);
  }

  @Post()
  async enter(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() { code, lanjut }: CodeForm = {}) {
    const typed = wordIn(code).replace(/\s/g, '');
    if (typed.length < 6 || typed.length > 20) return this.form(request, reply, lanjut, 'wrong-code');
    const { state, cookies } = await this.secondFactor.run(Actor.public(), { code: typed, visit: visitOf(request) });
    if (state === 'lapsed') return reply.redirect(signInAddress('/masuk', lanjut, { gagal: 'lama' }), 303);
    if (state !== 'signed-in') return this.form(request, reply, lanjut, state === 'refused' ? 'wrong-code' : 'too-many');
    reply.header('set-cookie', cookies);
    return reply.redirect(safeReturn(lanjut), 303);
  }

  private form(request: FastifyRequest, reply: FastifyReply, next: unknown, problem?: string) {
    const page = this.pages.console(request, 'people/second-factor', { form: emptyForm(), next: safeReturn(next), problem });
    return sendPage(reply, page, problem ? 422 : 200);
  }
}
