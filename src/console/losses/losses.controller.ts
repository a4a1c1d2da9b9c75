import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ImportSettlement, MatchSettlement, SetPaymentState } from '../../backup/index.js';
import type { Actor } from '../../people/index.js';
import { By, Uploads, wordIn } from '../../web/index.js';
import { LossPages } from './losses.pages.js';

interface Asked {
  selesai?: string;
  tampil?: string;
  sesudah?: string;
}

const asked = ({ tampil, sesudah }: Asked) => ({ closed: tampil === 'selesai', after: Number(sesudah) || 0 });

/** What was paid while data was lost: files in, the worklist out. */
@ApiExcludeController()
@Controller('dasbor/pemulihan/:source/pembayaran')
export class LossController {
  constructor(
    private readonly pages: LossPages,
    private readonly uploads: Uploads,
    private readonly take: ImportSettlement,
    private readonly match: MatchSettlement,
    private readonly setState: SetPaymentState,
  ) {}

  @Get()
  source(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('source') source: string) {
    by.must('settlement:work');
    return this.pages.source(request, reply, by, source);
  }

  @Post()
  async upload(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('source') sourceId: string) {
    by.must('settlement:import');
    try {
      const { files, fields } = await this.uploads.form(request, 'file');
      const { format: formatId, lastDay } = fields;
      const { settlement, already } = await this.take.run(by, { ...files[0], sourceId, formatId, lastDay });
      return await this.matched(request, reply, by, settlement, already ? 'already' : 'imported');
    } catch (error) {
      return this.pages.source(request, reply, by, sourceId, error);
    }
  }

  @Get(':id')
  one(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
    @Query() query: Asked,
  ) {
    by.must('settlement:work');
    return this.pages.one(request, reply, by, id, asked(query));
  }

  @Get(':id/daftar.csv')
  csv(@Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    by.must('settlement:work');
    return this.pages.csv(reply, id);
  }

  @Post(':id/cocokkan')
  again(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('source') sourceId: string,
    @Param('id') id: string,
  ) {
    by.must('settlement:import');
    return this.matched(request, reply, by, { id, sourceId }, 'matched');
  }

  @Post(':id/:payment')
  async state(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { source, id, payment: paymentId }: { source: string; id: string; payment: string },
    @Body() body: Record<string, unknown> = {},
  ) {
    try {
      await this.setState.run(by, { paymentId, state: wordIn(body.state), reason: wordIn(body.reason) });
    } catch (error) {
      by.must('settlement:work');
      return this.pages.one(request, reply, by, id, asked({}), error);
    }
    return reply.redirect(`${here(source)}/${id}?selesai=losses:done.set`, 303);
  }

  /** The file stays taken over when the database cannot be asked: the page then says why, and offers to match again. */
  private async matched(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    of: { id: string; sourceId: string },
    done: string,
  ) {
    try {
      await this.match.run(by, { settlementId: of.id });
    } catch (error) {
      return this.pages.one(request, reply, by, of.id, asked({}), error);
    }
    return reply.redirect(`${here(of.sourceId)}/${of.id}?selesai=losses:done.${done}`, 303);
  }
}

const here = (source: string) => `/dasbor/pemulihan/${encodeURIComponent(source)}/pembayaran`;
