import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requestStates, Villages } from '../../outreach/index.js';
import { Actor } from '../../people/index.js';
import { parse } from '../../platform/index.js';
import { By, Uploads, wordIn } from '../../web/index.js';
import { RequestDesk } from './request-desk.js';
import { RequestPages } from './request-pages.js';
import { textOf } from './text-of.js';

type Sent = Record<string, unknown>;

const HERE = '/dasbor/jemput-bola';
const DONE = 'outreach:done.';
const MAY = 'visit:handle';
const empty = z.literal('').transform(() => undefined);
const filter = z.object({
  keadaan: z.union([empty, z.enum(requestStates)]).optional(),
  wilayah: z.union([empty, z.string().regex(/^[\d.]{2,13}$/)]).optional(),
});

/** Requests for a visit at home, at the desk of an officer. */
@ApiExcludeController()
@Controller('dasbor/jemput-bola')
export class RequestController {
  constructor(
    private readonly show: RequestPages,
    private readonly desk: RequestDesk,
    private readonly villages: Villages,
    private readonly uploads: Uploads,
  ) {}

  @Get()
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query() query: unknown) {
    by.must(MAY);
    const { keadaan: state, wilayah: under } = parse(filter, query);
    return this.show.list(request, reply, { state, under });
  }

  @Get('beda')
  conflicts(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    by.must(MAY);
    return this.show.conflicts(request, reply);
  }

  @Get('cakupan')
  coverage(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query() query: unknown) {
    by.must(MAY);
    return this.show.coverage(request, reply, parse(filter, query).wilayah);
  }

  @Get('baru')
  call(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    by.must(MAY);
    return this.show.call(request, reply);
  }

  @Post('baru')
  async record(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() body: Sent = {}) {
    by.must(MAY);
    try {
      return reply.redirect(`${HERE}/permintaan/${await this.desk.recordCall(by, body)}?selesai=outreach:done.requested`, 303);
    } catch (error) {
      return this.show.call(request, reply, { sent: body, error });
    }
  }

  @Get('daftar')
  async choose(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query() query: Sent) {
    by.must(MAY);
    const [desa, kecamatan] = [wordIn(query.desa).slice(0, 100), wordIn(query.kecamatan).slice(0, 100)];
    const found = desa === '' ? [] : await this.villages.find(desa, kecamatan);
    return this.show.chooseVillage(request, reply, found, { desa, kecamatan });
  }

  @Get('daftar/:code')
  villageList(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('code') code: string) {
    by.must(MAY);
    return this.show.villageList(request, reply, code);
  }

  @Post('daftar/:code')
  take(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('code') code: string,
    @Body() body: Sent = {},
  ) {
    by.must(MAY);
    return this.takeList(request, reply, by, code, wordIn(body.list));
  }

  @Post('daftar/:code/berkas')
  async upload(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('code') code: string) {
    by.must(MAY);
    return this.takeList(request, reply, by, code, await textOf(await this.uploads.files(request, 'file')));
  }

  @Get('permintaan/:tracking')
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('tracking') tracking: string) {
    by.must(MAY);
    return this.show.one(request, reply, tracking);
  }

  @Post('permintaan/:tracking/nama')
  async reveal(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('tracking') tracking: string) {
    const who = await this.desk.reveal.run(by, { requestId: await this.desk.idOf(by, tracking) });
    return this.show.one(request, reply, tracking, { who });
  }

  @Post('permintaan/:tracking/batal')
  withdraw(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('tracking') tracking: string) {
    return this.done(request, reply, by, tracking, 'withdrawn', {}, async () => {
      await this.desk.idOf(by, tracking);
      return this.desk.withdraw.run(by, { tracking });
    });
  }

  @Post('permintaan/:tracking/cara-lain')
  moveOn(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('tracking') tracking: string) {
    return this.done(request, reply, by, tracking, 'moved-on', {}, async () =>
      this.desk.moveOn.run(by, { requestId: await this.desk.idOf(by, tracking) }),
    );
  }

  @Post('permintaan/:tracking/keluar')
  takeOff(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('tracking') tracking: string) {
    return this.done(request, reply, by, tracking, 'taken-off', {}, async () =>
      this.desk.takeOff.run(by, { requestId: await this.desk.idOf(by, tracking) }),
    );
  }

  @Post('permintaan/:tracking/putuskan')
  resolve(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('tracking') tracking: string,
    @Body() body: Sent = {},
  ) {
    return this.done(request, reply, by, tracking, 'resolved', body, async () =>
      this.desk.resolve.run(by, {
        requestId: await this.desk.idOf(by, tracking),
        outcome: body.outcome,
        note: wordIn(body.note),
        basis: [body.basis ?? []].flat(),
      }),
    );
  }

  private async takeList(request: FastifyRequest, reply: FastifyReply, by: Actor, code: string, list: string) {
    try {
      return this.show.villageList(request, reply, code, { taken: await this.desk.list.run(by, { villageCode: code, list }) });
    } catch (error) {
      return this.show.villageList(request, reply, code, { failed: { sent: { list }, error } });
    }
  }

  private async done(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    tracking: string,
    said: string,
    sent: Sent,
    work: () => Promise<unknown>,
  ) {
    by.must(MAY);
    try {
      await work();
    } catch (error) {
      return this.show.one(request, reply, tracking, { failed: { sent, error } });
    }
    return reply.redirect(`${HERE}/permintaan/${tracking}?selesai=${DONE}${said}`, 303);
  }
}
