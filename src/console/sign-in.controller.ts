import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor, SignIn, SignOut, safeReturn } from '../people/index.js';
import { Config } from '../platform/index.js';
import { By, emptyForm, Pages, visitOf, wordIn } from '../web/index.js';
import { sendPage } from './send-page.js';
import { signInAddress } from './sign-in-address.js';

interface SignInForm {
  email?: string;
  password?: string;
  lanjut?: string;
}

const PROBLEMS: Record<string, string> = { penyedia: 'provider', lama: 'lapsed' };
const LONGEST_PASSWORD = 128;

/** Signing in with a password, and out. */
@ApiExcludeController()
@Controller()
export class SignInController {
  constructor(
    private readonly pages: Pages,
    private readonly config: Config,
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
  ) {}

  @Get('masuk')
  show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Query('lanjut') next?: string,
    @Query('gagal') failure = '',
  ) {
    if (by.isPerson && !PROBLEMS[failure]) return reply.redirect(safeReturn(next), 303);
    return this.form(request, reply, { lanjut: next }, PROBLEMS[failure]);
  }

  @Post('masuk')
  async enter(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() sent: SignInForm = {}) {
    const email = wordIn(sent.email);
    const password = wordIn(sent.password);
    if (!email.trim() || !password || password.length > LONGEST_PASSWORD) return this.form(request, reply, sent, 'refused');
    const { state, cookies } = await this.signIn.run(Actor.public(), { email, password, visit: visitOf(request) });
    if (state === 'refused' || state === 'too-many') return this.form(request, reply, sent, state);
    reply.header('set-cookie', cookies);
    return reply.redirect(state === 'signed-in' ? safeReturn(sent.lanjut) : signInAddress('/masuk/totp', sent.lanjut), 303);
  }

  @Post('keluar')
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    reply.header('set-cookie', await this.signOut.run(Actor.public(), { visit: visitOf(request) }));
    return reply.redirect('/masuk', 303);
  }

  private form(request: FastifyRequest, reply: FastifyReply, { email, lanjut }: SignInForm, problem?: string) {
    const provider = this.config.get('SINAMBUNG_OIDC_ISSUER') && signInAddress('/masuk/instansi', lanjut);
    const data = { form: emptyForm({ email }), next: safeReturn(lanjut), problem, provider };
    return sendPage(reply, this.pages.console(request, 'people/sign-in', data), problem ? 422 : 200);
  }
}
