import { Body, Controller, Get, Injectable, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DecideReplacement, RecordLossNotice, RegisterItems, ReportDataLoss, SetItemState } from '../../custody/index.js';
import type { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { CustodyPages } from './custody.pages.js';
import { filled, type Sent } from './sent.js';

@Injectable()
export class CustodyVerbs {
  constructor(
    readonly register: RegisterItems,
    readonly setState: SetItemState,
    readonly decide: DecideReplacement,
    readonly reportLoss: ReportDataLoss,
    readonly recordNotice: RecordLossNotice,
  ) {}
}

/** What stood in a lost building, and its lost data. */
@ApiExcludeController()
@Controller('dasbor/titipan/:incident')
export class CustodyController {
  constructor(
    private readonly pages: CustodyPages,
    private readonly verbs: CustodyVerbs,
  ) {}

  @Get()
  show(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('incident') incidentId: string,
    @Query('sesudah') after?: string,
  ) {
    return this.pages.show(request, reply, by, incidentId, after);
  }

  @Post('daftar')
  register(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('incident') incidentId: string,
    @Body() body: Sent = {},
  ) {
    const sent = filled(body);
    const command = { incidentId, register: sent.csv ?? [rowOf(sent)] };
    return this.pages.does(request, reply, by, incidentId, 'registered', body, () => this.verbs.register.run(by, command));
  }

  @Post('keadaan')
  state(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('incident') incidentId: string,
    @Body() body: Sent = {},
  ) {
    return this.pages.does(request, reply, by, incidentId, 'state-set', body, () => this.verbs.setState.run(by, filled(body)));
  }

  @Post('pengganti')
  replacement(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('incident') incidentId: string,
    @Body() body: Sent = {},
  ) {
    const { replaced: document, words, basis } = filled(body);
    const command = { incidentId, document, words, basis };
    return this.pages.does(request, reply, by, incidentId, 'decided', body, () => this.verbs.decide.run(by, command));
  }

  @Post('data')
  async loss(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('incident') incidentId: string,
    @Body() body: Sent = {},
  ) {
    const { data, how, measures, people, discoveredAt } = filled(body);
    const command = { incidentId, data, how, measures, people: people && Number(people) };
    return this.pages.does(request, reply, by, incidentId, 'loss-reported', body, async () =>
      this.verbs.reportLoss.run(by, { ...command, discoveredAt: await this.pages.moment(incidentId, discoveredAt) }),
    );
  }

  @Post('pemberitahuan')
  notice(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('incident') incidentId: string,
    @Body() body: Sent = {},
  ) {
    const { sentAt, ...command } = filled(body);
    return this.pages.does(request, reply, by, incidentId, 'notice-recorded', body, async () =>
      this.verbs.recordNotice.run(by, { ...command, sentAt: await this.pages.moment(incidentId, sentAt) }),
    );
  }
}

function rowOf({ kind, document, reference, serialFrom, serialTo, state }: Sent): Sent {
  return filled({ kind, document, reference, serial_from: serialFrom, serial_to: serialTo, state });
}
