import { Body, Controller, Get, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  CancelHomeVisit,
  ChangeHomeVisit,
  CrewSheets,
  MakeCrewSheet,
  MergeCrewFile,
  ProposeRoster,
  PublishHomeVisit,
  PutOnVisit,
} from '../../outreach/index.js';
import { Actor } from '../../people/index.js';
import { By, Uploads, wordIn } from '../../web/index.js';
import { RosterPages } from './roster-pages.js';
import { textOf } from './text-of.js';

type Sent = Record<string, unknown>;

const HERE = '/dasbor/jemput-bola/kunjungan';
const DONE = 'outreach:done.';
const MAY = 'visit:handle';

/** What a coordinator can do with the roster. */
@Injectable()
export class RosterVerbs {
  constructor(
    readonly propose: ProposeRoster,
    readonly change: ChangeHomeVisit,
    readonly publish: PublishHomeVisit,
    readonly cancel: CancelHomeVisit,
    readonly putOn: PutOnVisit,
    readonly makeSheet: MakeCrewSheet,
    readonly merge: MergeCrewFile,
  ) {}
}

/** The roster of visits by village, the sheet of each, and what its crew brings back. */
@ApiExcludeController()
@Controller('dasbor/jemput-bola')
export class RosterController {
  constructor(
    private readonly show: RosterPages,
    private readonly verbs: RosterVerbs,
    private readonly sheets: CrewSheets,
    private readonly uploads: Uploads,
  ) {}

  @Get('jadwal')
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    by.must(MAY);
    return this.show.list(request, reply);
  }

  @Post('jadwal')
  async propose(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() body: Sent = {}) {
    by.must('visit:plan');
    try {
      const crews = wordIn(body.crews)
        .split(',')
        .map((crew) => crew.trim())
        .filter(Boolean);
      const { visits, left, tooLarge } = await this.verbs.propose.run(by, { ...body, crews });
      return this.show.list(request, reply, { proposed: { count: visits.length, left, tooLarge: tooLarge.join(', ') } });
    } catch (error) {
      return this.show.list(request, reply, { failed: { sent: body, error } });
    }
  }

  @Get('kunjungan/:id')
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    by.must(MAY);
    return this.show.visit(request, reply, id);
  }

  @Post('kunjungan/:id/ubah')
  change(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
    @Body() body: Sent = {},
  ) {
    return this.done(request, reply, by, id, 'changed', body, () => this.verbs.change.run(by, { ...body, visitId: id }));
  }

  @Post('kunjungan/:id/umumkan')
  publish(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.done(request, reply, by, id, 'published', {}, () => this.verbs.publish.run(by, { visitId: id }));
  }

  @Post('kunjungan/:id/batal')
  cancel(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.done(request, reply, by, id, 'cancelled', {}, () => this.verbs.cancel.run(by, { visitId: id }));
  }

  @Post('kunjungan/:id/masuk')
  putOn(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
    @Body() body: Sent = {},
  ) {
    return this.done(request, reply, by, id, 'put-on', body, () =>
      this.verbs.putOn.run(by, { requestId: body.requestId, visitId: id }),
    );
  }

  @Post('kunjungan/:id/lembar')
  async sheet(@Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string, @Body() body: Sent = {}) {
    const format = body.format === 'pdf' ? 'pdf' : 'html';
    const sheet = await this.verbs.makeSheet.run(by, { visitId: id, format });
    const name = `lembar-${sheet.visit.onDay}-${sheet.village.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.${format}`;
    reply.header('cache-control', 'no-store').header('content-disposition', `attachment; filename="${name}"`);
    if (format === 'pdf') return reply.type('application/pdf').send(await this.sheets.pdf(sheet));
    return reply.type('text/html; charset=utf-8').send(this.sheets.html(sheet));
  }

  @Post('kunjungan/:id/catatan')
  take(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
    @Body() body: Sent = {},
  ) {
    by.must(MAY);
    return this.merge(request, reply, by, id, wordIn(body.content));
  }

  @Post('kunjungan/:id/catatan/berkas')
  async upload(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    by.must(MAY);
    return this.merge(request, reply, by, id, await textOf((await this.uploads.files(request, 'file')).slice(0, 1)));
  }

  private async merge(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string, content: string) {
    try {
      const { conflicts, ...figures } = await this.verbs.merge.run(by, { visitId: id, content });
      return this.show.visit(request, reply, id, { merged: { ...figures, conflicts: conflicts.join(', ') } });
    } catch (error) {
      return this.show.visit(request, reply, id, { failed: { sent: { content }, error } });
    }
  }

  private async done(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    id: string,
    said: string,
    sent: Sent,
    work: () => Promise<unknown>,
  ) {
    by.must('visit:plan');
    try {
      await work();
    } catch (error) {
      return this.show.visit(request, reply, id, { failed: { sent, error } });
    }
    return reply.redirect(`${HERE}/${id}?selesai=${DONE}${said}`, 303);
  }
}
