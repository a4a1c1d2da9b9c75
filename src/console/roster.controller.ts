import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, AddToRoster, MoveInRoster, RemoveFromRoster, Roster } from '../people/index.js';
import { Texts } from '../platform/index.js';
import { By, emptyForm, type Form, failedForm, localeOf, Pages } from '../web/index.js';
import { sendPage } from './send-page.js';

const HERE = '/dasbor/piket';

/** The duty roster: everybody on the console sees it, those who keep it change it. */
@ApiExcludeController()
@Controller('dasbor/piket')
export class RosterController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly roster: Roster,
    private readonly addToRoster: AddToRoster,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    return this.page(request, reply, by, emptyForm());
  }

  @Post()
  async add(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Body() sent: Record<string, string> = {},
  ) {
    try {
      await this.addToRoster.run(by, { functionName: sent.functionName, phone: sent.phone, email: sent.email });
      return reply.redirect(`${HERE}?selesai=people:done.member-added`, 303);
    } catch (error) {
      if (!by.may('roster:manage')) throw error;
      return this.page(request, reply, by, failedForm(this.texts, localeOf(request), sent, error));
    }
  }

  private async page(request: FastifyRequest, reply: FastifyReply, by: Actor, form: Form) {
    const members = await this.roster.members();
    const data = { members, form, mayChange: by.may('roster:manage') };
    return sendPage(reply, this.pages.console(request, 'people/roster', data), form.list.length > 0 ? 422 : 200);
  }
}

/** One place of the roster, moved or taken off. */
@ApiExcludeController()
@Controller('dasbor/piket/:memberId')
export class RosterPlaceController {
  constructor(
    private readonly moveInRoster: MoveInRoster,
    private readonly removeFromRoster: RemoveFromRoster,
  ) {}

  @Post('pindah')
  async move(
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('memberId') memberId: string,
    @Body() { direction }: { direction?: string } = {},
  ) {
    await this.moveInRoster.run(by, { memberId, direction });
    return reply.redirect(HERE, 303);
  }

  @Post('hapus')
  async remove(@Res() reply: FastifyReply, @By() by: Actor, @Param('memberId') memberId: string) {
    await this.removeFromRoster.run(by, { memberId });
    return reply.redirect(`${HERE}?selesai=people:done.member-removed`, 303);
  }
}
