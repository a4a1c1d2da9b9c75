import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, DutyCodes, PrintDutyCodes, RevokeDutyCodes, Roster } from '../people/index.js';
import { Config } from '../platform/index.js';
import { By, Pages } from '../web/index.js';
import { sendPage } from './send-page.js';

/** The codes on paper of one place on the roster: how many are left, a new sheet to print, and the end of a lost one. */
@ApiExcludeController()
@Controller('dasbor/piket/:memberId/kode')
export class DutyCodesController {
  constructor(
    private readonly pages: Pages,
    private readonly config: Config,
    private readonly roster: Roster,
    private readonly codes: DutyCodes,
    private readonly print: PrintDutyCodes,
    private readonly revokeCodes: RevokeDutyCodes,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('memberId') memberId: string) {
    const member = await this.roster.member(memberId);
    const count = (await this.codes.counts()).get(memberId);
    const data = { member, count: count ?? { live: 0, used: 0 }, mayChange: by.may('roster:manage') };
    return sendPage(reply, this.pages.console(request, 'people/duty-codes', data));
  }

  /** The sheet is shown this once: it is the answer itself, and never kept by a browser. */
  @Post()
  async sheet(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('memberId') memberId: string) {
    const sheet = await this.print.run(by, { memberId });
    const data = { ...sheet, address: `${this.config.url}/darurat` };
    return sendPage(reply.header('cache-control', 'no-store'), this.pages.console(request, 'people/duty-code-sheet', data));
  }

  @Post('cabut')
  async revoke(@Res() reply: FastifyReply, @By() by: Actor, @Param('memberId') memberId: string) {
    await this.revokeCodes.run(by, { memberId });
    return reply.redirect(`/dasbor/piket/${memberId}/kode?selesai=people:done.codes-revoked`, 303);
  }
}
