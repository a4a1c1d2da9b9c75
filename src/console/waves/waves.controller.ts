import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CloseWave, ConfirmWave, CorrectWave, DeclareWave, PreviewWave } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { By, wordIn } from '../../web/index.js';
import { fromField } from '../incidents/local-time.js';
import { OfficeTime } from '../incidents/office-time.js';
import { WavePages } from './wave.pages.js';
import { type AreaSent, WaveForms } from './wave-forms.js';

const HERE = '/dasbor/serentak';

interface SentWave {
  kantor?: string | string[];
  beganAt?: string;
  expectedEnd?: string;
  cause?: string;
}

/** From a region, a radius or a list to "all of these are closed", on a phone. */
@ApiExcludeController()
@Controller('dasbor/serentak')
export class WavesController {
  constructor(
    private readonly pages: WavePages,
    private readonly forms: WaveForms,
    private readonly preview: PreviewWave,
    private readonly declareWave: DeclareWave,
    private readonly when: OfficeTime,
  ) {}

  @Get()
  choose(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    return this.pages.choose(request, reply, by);
  }

  @Get('tinjau')
  async look(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query() query: AreaSent) {
    try {
      const { offices } = await this.preview.of(await this.forms.area(query));
      const ids = offices.map(({ office }) => office.id);
      return await this.pages.impact(request, reply, ids, query);
    } catch (error) {
      return this.pages.choose(request, reply, by, { sent: query, error });
    }
  }

  @Post()
  async declare(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() sent: SentWave = {}) {
    const officeIds = [sent.kantor ?? []].flat().map(wordIn).filter(Boolean);
    if (officeIds.length === 0) return reply.redirect(HERE, 303);
    try {
      const { wave, already } = await this.declareWave.run(by, {
        officeIds,
        cause: sent.cause,
        ...(await this.times(officeIds[0]!, sent)),
      });
      const lost = already.map(({ officeId }) => officeId).join(',');
      return reply.redirect(`${HERE}/${wave.id}?selesai=incidents:done.wave-declared&lain=${encodeURIComponent(lost)}`, 303);
    } catch (error) {
      return this.pages.impact(request, reply, officeIds, {}, { sent, error });
    }
  }

  /** An untouched beginning is this very moment. */
  private async times(officeId: string, { beganAt, expectedEnd }: SentWave): Promise<object> {
    const zone = await this.when.zone(officeId);
    const isNow = beganAt === (await this.when.now(officeId));
    return { beganAt: isNow ? undefined : fromField(beganAt, zone), expectedEnd: fromField(expectedEnd, zone) };
  }
}

/** One declaration over many offices: confirmed, taken back or ended together. */
@ApiExcludeController()
@Controller('dasbor/serentak/:id')
export class WaveController {
  constructor(
    private readonly pages: WavePages,
    private readonly confirmWave: ConfirmWave,
    private readonly correctWave: CorrectWave,
    private readonly closeWave: CloseWave,
  ) {}

  @Get()
  one(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
    @Query('lain') lost?: string,
  ) {
    return this.pages.one(request, reply, by, id, wordIn(lost).split(',').filter(Boolean));
  }

  @Post('konfirmasi')
  confirm(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') waveId: string) {
    return this.done(request, reply, by, waveId, 'wave-confirmed', () => this.confirmWave.run(by, { waveId }));
  }

  @Post('koreksi')
  correct(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') waveId: string,
    @Body() { reason }: { reason?: string } = {},
  ) {
    return this.done(request, reply, by, waveId, 'wave-corrected', () => this.correctWave.run(by, { waveId, reason }));
  }

  @Post('buka')
  close(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') waveId: string) {
    return this.done(request, reply, by, waveId, 'wave-closed', () => this.closeWave.run(by, { waveId }));
  }

  private async done(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    id: string,
    what: string,
    verb: () => Promise<unknown>,
  ) {
    try {
      await verb();
      return reply.redirect(`${HERE}/${id}?selesai=incidents:done.${what}`, 303);
    } catch (error) {
      return this.pages.one(request, reply, by, id, [], { sent: {}, error });
    }
  }
}
