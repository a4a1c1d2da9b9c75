import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor, BeginProviderSignIn, FinishProviderSignIn } from '../people/index.js';
import { visitOf } from '../web/index.js';

/** Signing in at the agency's own OpenID Connect provider. */
@ApiExcludeController()
@Controller('masuk')
export class ProviderSignInController {
  constructor(
    private readonly begin: BeginProviderSignIn,
    private readonly finish: FinishProviderSignIn,
  ) {}

  @Get('instansi')
  async leaveForProvider(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('lanjut') returnTo?: string) {
    const { url, cookies } = await this.begin.run(Actor.public(), { returnTo, visit: visitOf(request) });
    reply.header('set-cookie', cookies);
    return reply.redirect(url, 303);
  }

  @Get('callback/oidc')
  async comeBack(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: Record<string, string>) {
    const { state, cookies, returnTo } = await this.finish.run(Actor.public(), { query, visit: visitOf(request) });
    reply.header('set-cookie', cookies);
    return reply.redirect(state === 'signed-in' ? returnTo : '/masuk?gagal=penyedia', 303);
  }
}
