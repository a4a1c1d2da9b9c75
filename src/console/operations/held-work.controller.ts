import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DecideHeldWork } from '../../operations/index.js';
import type { Actor } from '../../people/index.js';
import { HeldWork, Texts } from '../../platform/index.js';
import { By, emptyForm, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';

const ADDRESS = '/dasbor/tertahan';

/** Work of before a restore, until an officer has said of each whether it goes on. */
@ApiExcludeController()
@Controller('dasbor/tertahan')
export class HeldWorkController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly held: HeldWork,
    private readonly decide: DecideHeldWork,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query('selesai') done?: string) {
    by.must('workflow:decide');
    return this.show(request, reply, { done: done !== undefined });
  }

  @Post()
  async decided(@Body() given: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    try {
      await this.decide.run(by, given);
      return reply.redirect(`${ADDRESS}?selesai`, 303);
    } catch (error) {
      by.must('workflow:decide');
      return this.show(request, reply, { error });
    }
  }

  private async show(request: FastifyRequest, reply: FastifyReply, { done, error }: { done?: boolean; error?: unknown }) {
    const since = await this.held.since();
    const work = (await this.held.all()).map((one) => ({ ...one, text: this.nameOf(one.name, request) }));
    const form = error === undefined ? emptyForm({}) : failedForm(this.texts, localeOf(request), {}, error);
    return sendPage(reply, this.pages.console(request, 'operations/held', { since, work, done, form }), error ? 422 : 200);
  }

  private nameOf(workflow: string, request: FastifyRequest): string {
    const key = `operations:work.${workflow}`;
    return this.texts.has(key) ? this.texts.t(localeOf(request), key) : workflow;
  }
}
