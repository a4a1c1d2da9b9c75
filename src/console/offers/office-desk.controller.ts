import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accessFeatures, SetAccessibility, SetSpecialDay, spansIn } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { By, emptyForm, failedForm, localeOf } from '../../web/index.js';
import { OfficeDeskPage } from './office-desk.page.js';
import { bothWords, given, type Sent } from './sent.js';

const HERE = '/dasbor/pelayanan/kantor';
const KNOWN: Record<string, boolean | null> = { yes: true, no: false, unknown: null };

/** One office: how it can be entered, and the days on which it differs. */
@ApiExcludeController()
@Controller('dasbor/pelayanan/kantor')
export class OfficeDeskController {
  constructor(
    private readonly page: OfficeDeskPage,
    private readonly texts: Texts,
    private readonly setAccessibility: SetAccessibility,
    private readonly setSpecialDay: SetSpecialDay,
  ) {}

  @Get(':id')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.page.send(request, reply, by, id, emptyForm());
  }

  @Post(':id/akses')
  async access(@Res() reply: FastifyReply, @By() by: Actor, @Param('id') officeId: string, @Body() sent: Sent = {}) {
    const said = accessFeatures.filter((feature) => given(sent, feature) !== undefined);
    const features = Object.fromEntries(said.map((feature) => [feature, KNOWN[given(sent, feature)!]]));
    await this.setAccessibility.run(by, { officeId, features });
    return reply.redirect(`${HERE}/${officeId}?selesai=offers:done.access-set`, 303);
  }

  @Post(':id/hari')
  async day(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') officeId: string,
    @Body() sent: Sent = {},
  ) {
    const asUsual = given(sent, 'hapus') !== undefined;
    const spans = asUsual ? null : spansIn(given(sent, 'spans') ?? '');
    const day = { officeId, date: given(sent, 'date'), spans, reason: asUsual ? undefined : (bothWords(sent, 'reason') ?? {}) };
    try {
      await this.setSpecialDay.run(by, day);
    } catch (error) {
      if (!by.may('directory:amend')) throw error;
      return this.page.send(request, reply, by, officeId, failedForm(this.texts, localeOf(request), sent, error));
    }
    return reply.redirect(`${HERE}/${officeId}?selesai=offers:done.day-set`, 303);
  }
}
