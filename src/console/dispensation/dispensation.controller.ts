import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProposeDispensation, RevokeDispensation, SignDispensation } from '../../dispensation/index.js';
import { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { DispensationPages } from './pages.js';

type Sent = Record<string, unknown>;

const HERE = '/dasbor/dispensasi';

/** Excusing lateness: what is proposed, what is signed, and the letters that follow. */
@ApiExcludeController()
@Controller('dasbor/dispensasi')
export class DispensationController {
  constructor(
    private readonly show: DispensationPages,
    private readonly propose: ProposeDispensation,
    private readonly sign: SignDispensation,
    private readonly revoke: RevokeDispensation,
  ) {}

  @Get()
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show.list(request, reply);
  }

  @Get('baru')
  form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() { kejadian, ganti }: { kejadian?: string; ganti?: string },
  ) {
    return this.show.proposal(request, reply, { incidentId: kejadian, replaces: ganti });
  }

  @Post('baru')
  async create(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() body: Sent = {}) {
    const sent = asCommand(body);
    try {
      const proposal = await this.propose.run(by, sent);
      return reply.redirect(`${HERE}/${proposal.id}?selesai=dispensation:done.proposed`, 303);
    } catch (error) {
      return this.show.failedProposal(request, reply, sent, error);
    }
  }

  @Get(':id')
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.show.one(request, reply, by, id);
  }

  @Post(':id/tanda-tangan')
  async signature(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
    @Body() body: Sent = {},
  ) {
    try {
      await this.sign.run(by, { dispensationId: id, number: filled(body.number) });
      return reply.redirect(`${HERE}/${id}?selesai=dispensation:done.signed`, 303);
    } catch (error) {
      return this.show.one(request, reply, by, id, { signing: { sent: body, error } });
    }
  }

  @Post(':id/cabut')
  async revocation(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
    @Body() body: Sent = {},
  ) {
    try {
      await this.revoke.run(by, { dispensationId: id, reason: body.reason });
      return reply.redirect(`${HERE}/${id}?selesai=dispensation:done.revoked`, 303);
    } catch (error) {
      return this.show.one(request, reply, by, id, { revoking: { sent: body, error } });
    }
  }

  @Get(':id/surat')
  notices(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string, @Query('sesudah') after = '') {
    return this.show.notices(request, reply, id, after);
  }

  @Get('surat/:code/surat.pdf')
  letter(@Res() reply: FastifyReply, @Param('code') code: string) {
    return this.show.letter(reply, code);
  }
}

/** A form sends one checked box as text, several as a list, and an empty field as ''. */
function asCommand(body: Sent): Sent {
  const { parts, number, replaces, ...rest } = body;
  return { ...rest, number: filled(number), replaces: filled(replaces), parts: parts === undefined ? [] : [parts].flat() };
}

function filled(value: unknown): unknown {
  return typeof value === 'string' && value.trim() === '' ? undefined : value;
}
