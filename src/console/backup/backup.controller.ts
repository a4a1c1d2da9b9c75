import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ApproveRestore,
  ProvePoint,
  RecoveryCards,
  RefuseRestore,
  RestorePoint,
  RestoreSeries,
  SwitchRestore,
  TakeBackup,
  VerifyPoint,
} from '../../backup/index.js';
import { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { BackupPages } from './backup.pages.js';

const HERE = '/dasbor/pemulihan';

interface Wish {
  titik?: string;
  sebelum?: string;
  target?: string;
  reason?: string;
  hapus?: string;
}

/** Bringing data back: the board, the points of a source, and a restore with its proof. */
@ApiExcludeController()
@Controller('dasbor/pemulihan')
export class BackupController {
  constructor(
    private readonly show: BackupPages,
    private readonly take: TakeBackup,
    private readonly verify: VerifyPoint,
    private readonly prove: ProvePoint,
    private readonly restore: RestorePoint,
    private readonly several: RestoreSeries,
    private readonly approve: ApproveRestore,
    private readonly refuse: RefuseRestore,
    private readonly switchNames: SwitchRestore,
    private readonly cards: RecoveryCards,
  ) {}

  @Get()
  board(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    return this.show.board(request, reply, by);
  }

  @Get('rangkaian')
  seriesWish(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query('kantor') office = '') {
    return this.show.seriesWish(request, reply, by, office);
  }

  @Post('rangkaian')
  async series(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Body() { kantor = '' }: { kantor?: string } = {},
  ) {
    try {
      const [first] = await this.several.run(by, { officeId: kantor });
      return reply.redirect(`${HERE}/rangkaian/${first?.seriesId}?selesai=backup:done.restore`, 303);
    } catch (error) {
      return this.show.seriesWish(request, reply, by, kantor, error);
    }
  }

  @Get('rangkaian/:id')
  oneSeries(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.show.series(request, reply, by, id);
  }

  @Get('layanan')
  services(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    return this.show.services(request, reply, by);
  }

  @Get(':source')
  source(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('source') source: string) {
    return this.show.source(request, reply, by, source);
  }

  @Get(':source/kartu.pdf')
  async card(@Res() reply: FastifyReply, @By() by: Actor, @Param('source') source: string) {
    by.must('backup:restore');
    const { pdf, name } = await this.cards.pdf(source);
    return reply.type('application/pdf').header('content-disposition', `inline; filename="${name}"`).send(pdf);
  }

  @Post(':source/salin')
  async copy(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('source') source: string) {
    try {
      await this.take.run(by, { sourceId: source });
      return reply.redirect(`${HERE}/${encodeURIComponent(source)}?selesai=backup:done.take`, 303);
    } catch (error) {
      return this.show.source(request, reply, by, source, error);
    }
  }

  @Get(':source/titik/:id')
  point(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('source') source: string,
    @Param('id') id: string,
  ) {
    return this.show.point(request, reply, by, source, id);
  }

  @Post(':source/titik/:id/:what')
  async check(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { source, id, what }: { source: string; id: string; what: string },
  ) {
    try {
      const doing = what === 'buktikan' ? 'prove' : 'verify';
      await this[doing].run(by, { pointId: id });
      return reply.redirect(`${HERE}/${encodeURIComponent(source)}/titik/${id}?selesai=backup:done.${doing}`, 303);
    } catch (error) {
      return this.show.point(request, reply, by, source, id, error);
    }
  }

  @Get(':source/pulihkan')
  wish(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('source') source: string,
    @Query() query: Wish,
  ) {
    return this.show.wish(request, reply, by, source, { pointId: query.titik, before: query.sebelum });
  }

  @Post(':source/pulihkan')
  async begin(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('source') source: string,
    @Body() { titik: pointId, sebelum: before, target, reason, hapus }: Wish = {},
  ) {
    try {
      const until = await this.show.momentBefore(source, before);
      const wish = { sourceId: source, pointId, until, target };
      const command = { ...wish, reason: reason || undefined, dropsOriginal: hapus === 'ya' };
      const { id, state } = await this.restore.run(by, command);
      const done = state === 'asked' ? 'ask' : 'restore';
      return reply.redirect(`${HERE}/${encodeURIComponent(source)}/hasil/${id}?selesai=backup:done.${done}`, 303);
    } catch (error) {
      return this.show.wish(request, reply, by, source, { pointId, before, target, reason, hapus, error });
    }
  }

  @Get(':source/hasil/:id')
  result(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param() { source, id }: Place) {
    return this.show.result(request, reply, by, source, id);
  }

  @Post(':source/hasil/:id/:what')
  async change(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { source, id, what }: Place & { what: string },
    @Body() { reason }: Wish = {},
  ) {
    const change = this.changes[what];
    if (!change) return reply.callNotFound();
    try {
      await change.run(by, { restoreId: id, reason });
      return reply.redirect(`${HERE}/${encodeURIComponent(source)}/hasil/${id}?selesai=backup:done.${change.done}`, 303);
    } catch (error) {
      return this.show.result(request, reply, by, source, id, error);
    }
  }

  /** What may be done with a restore, by the last word of its address. */
  private readonly changes: Record<string, { done: string; run: (by: Actor, command: object) => Promise<unknown> }> = {
    setujui: { done: 'approve', run: (by, command) => this.approve.run(by, command) },
    tolak: { done: 'refuse', run: (by, command) => this.refuse.run(by, command) },
    tukar: { done: 'switch', run: (by, command) => this.switchNames.run(by, { ...command, way: 'forth' }) },
    kembalikan: { done: 'switch', run: (by, command) => this.switchNames.run(by, { ...command, way: 'back' }) },
  };
}

interface Place {
  source: string;
  id: string;
}
