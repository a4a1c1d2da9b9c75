import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory, type Offering, SetEmergencyVariant } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { By, emptyForm, failedForm, localeOf } from '../../web/index.js';
import { MOST_ROWS, OfferingDeskPage } from './offering-desk.page.js';
import { chosen, figure, given, rows, type Sent, week } from './sent.js';

const HERE = '/dasbor/pelayanan/kanal';

/** One service at one channel: how it is given in an emergency. */
@ApiExcludeController()
@Controller('dasbor/pelayanan/kanal')
export class OfferingDeskController {
  constructor(
    private readonly page: OfferingDeskPage,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly setVariant: SetEmergencyVariant,
  ) {}

  @Get(':id')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.page.send(request, reply, by, id, emptyForm());
  }

  @Post(':id/darurat')
  async set(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') offeringId: string,
    @Body() sent: Sent = {},
  ) {
    const asUsual = given(sent, 'hapus') !== undefined;
    try {
      const variant = asUsual ? null : variantIn(sent, await this.directory.offering(offeringId));
      await this.setVariant.run(by, { offeringId, variant });
    } catch (error) {
      if (!by.may('directory:amend')) throw error;
      return this.page.send(request, reply, by, offeringId, failedForm(this.texts, localeOf(request), sent, error));
    }
    return reply.redirect(`${HERE}/${offeringId}?selesai=offers:done.emergency-set`, 303);
  }
}

function variantIn(sent: Sent, { hours }: Offering): object {
  const weekly = week(sent);
  return {
    adds: rows(sent, 'adds', MOST_ROWS),
    drops: chosen(sent, 'drops'),
    limits: rows(sent, 'limits', MOST_ROWS),
    capacityPerDay: figure(sent, 'capacityPerDay'),
    hours: weekly && { always: false, weekly, closedOn: hours.always ? [] : hours.closedOn },
    source: given(sent, 'source'),
  };
}
