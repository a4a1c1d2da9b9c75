import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { By, emptyForm, failedForm, localeOf } from '../../web/index.js';
import { given, type Sent } from './sent.js';
import { VisitForm } from './visit-form.js';
import { VisitPages } from './visit-pages.js';
import { VisitVerbs } from './visit-verbs.js';

const HERE = '/dasbor/pelayanan/kunjungan';

/** Units that come to people: where they come in the next weeks; visits are added and cancelled, units are started. */
@ApiExcludeController()
@Controller('dasbor/pelayanan/kunjungan')
export class VisitsDeskController {
  constructor(
    private readonly pages: VisitPages,
    private readonly form: VisitForm,
    private readonly verbs: VisitVerbs,
    private readonly texts: Texts,
  ) {}

  @Get()
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query() asked: Sent) {
    return this.pages.list(request, reply, by, given(asked, 'unit'), emptyForm());
  }

  @Post()
  async add(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() sent: Sent = {}) {
    return this.change(request, reply, by, sent, 'visit-added', async () => this.verbs.add.run(by, await this.form.read(sent)));
  }

  @Post('unit')
  start(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() sent: Sent = {}) {
    const [officeId = '', serviceId = ''] = (given(sent, 'at') ?? '').split(' ');
    const unit = { officeId, serviceId, name: given(sent, 'name'), source: given(sent, 'source') };
    return this.change(request, reply, by, sent, 'unit-started', () => this.verbs.start.run(by, unit));
  }

  @Get(':id')
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.pages.one(request, reply, by, id, emptyForm());
  }

  @Post(':id/batal')
  async cancel(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') visitId: string,
    @Body() sent: Sent = {},
  ) {
    try {
      await this.verbs.cancel.run(by, { visitId, date: given(sent, 'date'), because: given(sent, 'because') });
    } catch (error) {
      if (!by.may('visit:manage')) throw error;
      return this.pages.one(request, reply, by, visitId, failedForm(this.texts, localeOf(request), sent, error));
    }
    return reply.redirect(`${HERE}/${visitId}?selesai=offers:done.visit-cancelled`, 303);
  }

  private async change(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    sent: Sent,
    done: 'visit-added' | 'unit-started',
    work: () => Promise<unknown>,
  ) {
    try {
      await work();
    } catch (error) {
      if (!by.may('visit:manage')) throw error;
      return this.pages.list(request, reply, by, undefined, failedForm(this.texts, localeOf(request), sent, error));
    }
    return reply.redirect(`${HERE}?selesai=offers:done.${done}`, 303);
  }
}
