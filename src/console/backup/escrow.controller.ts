import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswerDrill, AskDrill, Escrows } from '../../backup/index.js';
import type { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { By, emptyForm, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';

const HERE = '/dasbor/kunci-titipan';

/** The officers' keys, and the drill by which each shows that hers opens. */
@ApiExcludeController()
@Controller('dasbor/kunci-titipan')
export class EscrowController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly escrows: Escrows,
    private readonly ask: AskDrill,
    private readonly answer: AnswerDrill,
  ) {}

  @Get()
  async keys(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query('selesai') done?: string) {
    by.must('backup:read');
    const standing = await this.escrows.standing();
    const data = { ...standing, mayAsk: by.may('escrow:drill'), done: done !== undefined };
    return sendPage(reply, this.pages.console(request, 'backup/escrow', data));
  }

  @Post()
  async begin(@Body() given: unknown, @Res() reply: FastifyReply, @By() by: Actor) {
    const { id } = await this.ask.run(by, given);
    return reply.redirect(`${HERE}/${id}`, 303);
  }

  @Get(':id')
  riddle(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.show(request, reply, by, id);
  }

  @Get(':id/teka-teki.age')
  async file(@Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    by.must('escrow:drill');
    const { sealed } = await this.escrows.drill(id);
    return reply
      .type('text/plain; charset=us-ascii')
      .header('content-disposition', 'attachment; filename="teka-teki.age"')
      .send(sealed);
  }

  @Post(':id')
  async answered(
    @Body() given: { answer?: string } | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
  ) {
    try {
      await this.answer.run(by, { drillId: id, answer: given?.answer });
      return reply.redirect(`${HERE}?selesai`, 303);
    } catch (error) {
      return this.show(request, reply, by, id, error);
    }
  }

  private async show(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string, error?: unknown) {
    by.must('escrow:drill');
    const drill = await this.escrows.drill(id);
    const { keys } = await this.escrows.standing();
    const holder = keys.find(({ recipient }) => recipient === drill.recipient)?.holder ?? drill.recipient;
    const form = error === undefined ? emptyForm({}) : failedForm(this.texts, localeOf(request), {}, error);
    return sendPage(reply, this.pages.console(request, 'backup/drill', { drill, holder, form }), error ? 422 : 200);
  }
}
