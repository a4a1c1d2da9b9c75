import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApproveRequest, AskSecond, RefuseRequest, type RequestKind, SetHold } from '../../backup/index.js';
import { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { RetentionPages, type Wished } from './retention.pages.js';

const KINDS: Record<string, RequestKind> = {
  'hapus-titik': 'remove-point',
  'cabut-penahanan': 'lift-hold',
  'ubah-kebijakan': 'change-policy',
};

interface Sent {
  titik?: string;
  penahanan?: string;
  reason?: string;
  basis?: string;
}

/** What is kept and why, legal holds, and what needs two people. */
@ApiExcludeController()
@Controller('dasbor/pemulihan/:source/retensi')
export class RetentionController {
  constructor(
    private readonly show: RetentionPages,
    private readonly hold: SetHold,
    private readonly ask: AskSecond,
    private readonly approve: ApproveRequest,
    private readonly refuse: RefuseRequest,
  ) {}

  @Get()
  overview(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('source') source: string) {
    return this.show.overview(request, reply, by, source);
  }

  @Get('tahan')
  holdForm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('source') source: string,
    @Query() { titik }: Sent,
  ) {
    return this.show.wish(request, reply, by, source, { pointId: titik });
  }

  @Post('tahan')
  async setHold(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('source') source: string,
    @Body() { titik, reason, basis }: Sent = {},
  ) {
    const pointId = titik || undefined;
    try {
      await this.hold.run(by, { sourceId: source, pointId, reason, basis });
      return reply.redirect(here(source, 'hold'), 303);
    } catch (error) {
      return this.show.wish(request, reply, by, source, { pointId, values: { reason, basis }, error });
    }
  }

  @Get('minta/:kind')
  askForm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { source, kind }: { source: string; kind: string },
    @Query() sent: Sent,
  ) {
    return this.show.wish(request, reply, by, source, wished(kind, sent));
  }

  @Post('minta/:kind')
  async askSecond(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { source, kind }: { source: string; kind: string },
    @Body() sent: Sent = {},
  ) {
    const what = wished(kind, sent);
    try {
      await this.ask.run(by, { ...what, sourceId: source, reason: sent.reason });
      return reply.redirect(here(source, 'ask'), 303);
    } catch (error) {
      return this.show.wish(request, reply, by, source, { ...what, values: { reason: sent.reason }, error });
    }
  }

  @Post('permintaan/:id/:decision')
  async decide(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { source, id, decision }: { source: string; id: string; decision: string },
  ) {
    try {
      const doing = decision === 'setujui' ? 'approve' : 'refuse';
      await this[doing].run(by, { requestId: id });
      return reply.redirect(here(source, doing), 303);
    } catch (error) {
      return this.show.overview(request, reply, by, source, error);
    }
  }
}

function wished(kind: string, { titik, penahanan }: Sent): Wished {
  return { kind: KINDS[kind] ?? 'change-policy', pointId: titik || undefined, holdId: penahanan || undefined };
}

function here(source: string, done: 'hold' | 'ask' | 'approve' | 'refuse'): string {
  return `/dasbor/pemulihan/${encodeURIComponent(source)}/retensi?selesai=retention:done.${done}`;
}
