import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ASSUMED_ROAD_FACTOR, Directory, RoadFactors, SetRoadFactor } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { By, emptyForm, type Form, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { figure, given, type Sent } from './sent.js';

const HERE = '/dasbor/pelayanan';
const SHOWN = 50;

/** Where to change what is offered: by office, the calendar, visits, standards; and the roads of a region. */
@ApiExcludeController()
@Controller('dasbor/pelayanan')
export class IndexDeskController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly roads: RoadFactors,
    private readonly setRoadFactor: SetRoadFactor,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() asked: Sent) {
    const text = (given(asked, 'cari') ?? '').slice(0, 100);
    const offices = await (text ? this.directory.findOffices(text) : this.directory.offices());
    const data = { text, offices: offices.slice(0, SHOWN), more: offices.length > SHOWN };
    return sendPage(reply, this.pages.console(request, 'offers/index', data));
  }

  @Get('jalan')
  roadsPage(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    return this.page(request, reply, by, emptyForm());
  }

  @Post('jalan')
  async road(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() sent: Sent = {}) {
    const factor = given(sent, 'hapus') === undefined ? (figure(sent, 'factor') ?? Number.NaN) : null;
    try {
      await this.setRoadFactor.run(by, { regionCode: given(sent, 'regionCode'), factor, because: given(sent, 'because') });
    } catch (error) {
      if (!by.may('directory:amend')) throw error;
      return this.page(request, reply, by, failedForm(this.texts, localeOf(request), sent, error));
    }
    return reply.redirect(`${HERE}/jalan?selesai=offers:done.road-set`, 303);
  }

  private async page(request: FastifyRequest, reply: FastifyReply, by: Actor, form: Form) {
    const data = { factors: await this.roads.set(), assumed: ASSUMED_ROAD_FACTOR, mayAmend: by.may('directory:amend'), form };
    return sendPage(reply, this.pages.console(request, 'offers/roads', data), form.list.length > 0 ? 422 : 200);
  }
}
