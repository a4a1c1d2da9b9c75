import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmSubscription, Subscribe, Unsubscribe } from '../../announcements/index.js';
import { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { failedForm, Limited, localeOf, Pages } from '../../web/index.js';

type Step = 'asked' | 'confirm' | 'confirmed' | 'leave' | 'left';

/** Announcements by mail. Opening a link changes nothing: mail programs open links by themselves. */
@ApiExcludeController()
@Controller('pengumuman/langganan')
export class SubscriptionController {
  constructor(
    private readonly subscribe: Subscribe,
    private readonly confirm: ConfirmSubscription,
    private readonly unsubscribe: Unsubscribe,
    private readonly pages: Pages,
    private readonly texts: Texts,
  ) {}

  @Post()
  @Limited('MESSAGES')
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() body: Record<string, unknown> = {}) {
    try {
      await this.subscribe.run(Actor.public(), { address: body.address ?? '', locale: localeOf(request) });
      return this.show(request, reply, 'asked');
    } catch (error) {
      const form = failedForm(this.texts, localeOf(request), body, error);
      return this.send(reply, this.pages.portal(request, 'announcements/subscribe', { form }, { noindex: true }), 422);
    }
  }

  @Get(':key')
  confirmPage(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show(request, reply, 'confirm');
  }

  @Post(':key')
  async confirmed(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('key') key: string) {
    await this.confirm.run(Actor.public(), { key });
    return this.show(request, reply, 'confirmed');
  }

  @Get(':key/berhenti')
  leavePage(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show(request, reply, 'leave');
  }

  /** Also what a mail program posts for one-click unsubscription (RFC 8058). */
  @Post(':key/berhenti')
  async left(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('key') key: string) {
    await this.unsubscribe.run(Actor.public(), { key });
    return this.show(request, reply, 'left');
  }

  private show(request: FastifyRequest, reply: FastifyReply, step: Step) {
    const asks = step === 'confirm' || step === 'leave';
    const data = { step, action: asks ? request.url.split('?')[0] : undefined };
    return this.send(reply, this.pages.portal(request, 'announcements/subscription', data, { noindex: true }));
  }

  private send(reply: FastifyReply, html: string, status = 200) {
    return reply.status(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
  }
}
