import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DropPaper, EnterPaper, RegisterPaper } from '../../backup/index.js';
import type { Actor } from '../../people/index.js';
import { By, wordIn } from '../../web/index.js';
import { type AskedDays, PaperPages } from './paper.pages.js';

const MAY = 'paper:work';
type Sent = Record<string, unknown>;

/** What was done on paper: bundles in, forms ticked off. */
@ApiExcludeController()
@Controller('dasbor/kertas')
export class PaperController {
  constructor(
    private readonly pages: PaperPages,
    private readonly registerPaper: RegisterPaper,
    private readonly enter: EnterPaper,
    private readonly drop: DropPaper,
  ) {}

  @Get()
  async offices(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Query() { kejadian, kantor }: { kejadian?: string; kantor?: string },
  ) {
    by.must(MAY);
    if (kejadian) return reply.redirect(await this.pages.ofIncident(kejadian), 303);
    if (kantor) return reply.redirect(here(kantor), 303);
    return this.pages.offices(request, reply);
  }

  @Get(':office')
  office(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('office') office: string,
    @Query() asked: AskedDays,
  ) {
    by.must(MAY);
    return this.pages.office(request, reply, office, asked);
  }

  @Post(':office')
  register(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('office') officeId: string,
    @Query() asked: AskedDays,
    @Body() body: Sent = {},
  ) {
    const words = Object.fromEntries(Object.keys(body).map((field) => [field, wordIn(body[field])]));
    return this.does(request, reply, by, { officeId, asked, done: 'registered', sent: body }, () =>
      this.registerPaper.run(by, { ...words, officeId }),
    );
  }

  @Post(':office/:batch')
  tick(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { office: officeId, batch: batchId }: { office: string; batch: string },
    @Query() asked: AskedDays,
    @Body() body: Sent = {},
  ) {
    const [count, serialFrom, serialTo] = [wordIn(body.count), wordIn(body.serialFrom), wordIn(body.serialTo)];
    const command = { batchId, count: serialFrom ? undefined : count || undefined, serialFrom, serialTo };
    return this.does(request, reply, by, { officeId, asked, done: 'entered', sent: {} }, () => this.enter.run(by, command));
  }

  @Post(':office/:batch/hapus')
  remove(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { office: officeId, batch: batchId }: { office: string; batch: string },
    @Query() asked: AskedDays,
  ) {
    return this.does(request, reply, by, { officeId, asked, done: 'dropped', sent: {} }, () => this.drop.run(by, { batchId }));
  }

  private async does(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    { officeId, asked, done, sent }: { officeId: string; asked: AskedDays; done: string; sent: Sent },
    work: () => Promise<unknown>,
  ) {
    by.must(MAY);
    try {
      await work();
    } catch (error) {
      return this.pages.office(request, reply, officeId, asked, { sent, error });
    }
    const query = new URLSearchParams({ ...asked, selesai: `paper:done.${done}` });
    return reply.redirect(`${here(officeId)}?${query}`, 303);
  }
}

const here = (office: string) => `/dasbor/kertas/${encodeURIComponent(office)}`;
