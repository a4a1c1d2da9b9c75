import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProvePoint, RestorePoint, TakeBackup, VerifyPoint } from '../../backup/index.js';
import { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { BackupPages } from './backup.pages.js';

const HERE = '/dasbor/pemulihan';

interface Wish {
  titik?: string;
  sebelum?: string;
  target?: string;
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
  ) {}

  @Get()
  board(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show.board(request, reply);
  }

  @Get(':source')
  source(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('source') source: string) {
    return this.show.source(request, reply, by, source);
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
  wish(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('source') source: string, @Query() query: Wish) {
    return this.show.wish(request, reply, source, { pointId: query.titik, before: query.sebelum });
  }

  @Post(':source/pulihkan')
  async begin(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('source') source: string,
    @Body() { titik: pointId, sebelum: before, target }: Wish = {},
  ) {
    try {
      const until = await this.show.momentBefore(source, before);
      const { id } = await this.restore.run(by, { sourceId: source, pointId, until, target });
      return reply.redirect(`${HERE}/${encodeURIComponent(source)}/hasil/${id}?selesai=backup:done.restore`, 303);
    } catch (error) {
      return this.show.wish(request, reply, source, { pointId, before, target, error });
    }
  }

  @Get(':source/hasil/:id')
  result(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('source') source: string, @Param('id') id: string) {
    return this.show.result(request, reply, source, id);
  }
}
