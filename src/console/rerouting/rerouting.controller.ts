import { Body, Controller, Get, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { momentIn } from '../../answers/index.js';
import { Actor } from '../../people/index.js';
import { AdaptReroute, ApproveReroute, AskHosts, IssueHostLink, LogHostAnswer, WithdrawReroute } from '../../rerouting/index.js';
import { By } from '../../web/index.js';
import { ReroutingPages } from './rerouting.pages.js';

type Sent = Record<string, unknown>;

const HERE = '/dasbor/pengalihan';

/** What a coordinator can do with a reroute. */
@Injectable()
export class ReroutingVerbs {
  constructor(
    readonly ask: AskHosts,
    readonly link: IssueHostLink,
    readonly log: LogHostAnswer,
    readonly adapt: AdaptReroute,
    readonly approve: ApproveReroute,
    readonly withdraw: WithdrawReroute,
  ) {}
}

/** Reroutes: the plan, the hosts' answers, the approval. */
@ApiExcludeController()
@Controller('dasbor/pengalihan')
export class ReroutingController {
  constructor(
    private readonly show: ReroutingPages,
    private readonly verbs: ReroutingVerbs,
  ) {}

  @Get()
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show.list(request, reply);
  }

  @Get(':id')
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.show.one(request, reply, by, id);
  }

  @Post(':id/tanya')
  ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.does(request, reply, by, id, 'asked', {}, () => this.verbs.ask.run(by, { rerouteId: id }));
  }

  @Post(':id/hitung-ulang')
  adapt(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.does(request, reply, by, id, 'adapted', {}, () => this.verbs.adapt.run(by, { rerouteId: id }));
  }

  @Post(':id/setujui')
  approve(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
    @Body() sent: Sent = {},
  ) {
    const version = Number(sent.version);
    return this.does(request, reply, by, id, 'approved', sent, () => this.verbs.approve.run(by, { rerouteId: id, version }));
  }

  @Post(':id/batalkan')
  withdraw(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('id') id: string,
    @Body() sent: Sent = {},
  ) {
    return this.does(request, reply, by, id, 'withdrawn', sent, () =>
      this.verbs.withdraw.run(by, { rerouteId: id, reason: sent.reason ?? '' }),
    );
  }

  /** The link stands on this page alone: it is not kept. */
  @Post(':id/permintaan/:request/tautan')
  async link(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { id, request: requestId }: { id: string; request: string },
  ) {
    try {
      const link = await this.verbs.link.run(by, { requestId });
      return this.show.one(request, reply, by, id, { link: { ...link, requestId } });
    } catch (error) {
      return this.show.one(request, reply, by, id, { failed: { sent: {}, error } });
    }
  }

  @Get(':id/permintaan/:request/telepon')
  call(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() { id, request: requestId }: { id: string; request: string },
  ) {
    return this.show.call(request, reply, id, requestId);
  }

  @Post(':id/permintaan/:request/telepon')
  async log(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { id, request: requestId }: { id: string; request: string },
    @Body() sent: Sent = {},
  ) {
    try {
      const zone = await this.show.zoneOf(id, requestId);
      await this.verbs.log.run(by, { ...sent, requestId, calledAt: whenCalled(sent.calledAt, zone) });
      return reply.redirect(`${HERE}/${id}?selesai=rerouting:done.logged`, 303);
    } catch (error) {
      return this.show.call(request, reply, id, requestId, { sent: { ...sent, services: [sent.services ?? []].flat() }, error });
    }
  }

  private async does(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    id: string,
    what: string,
    sent: Sent,
    work: () => Promise<unknown>,
  ) {
    try {
      await work();
      return reply.redirect(`${HERE}/${id}?selesai=rerouting:done.${what}`, 303);
    } catch (error) {
      return this.show.one(request, reply, by, id, { failed: { sent, error } });
    }
  }
}

/** A form gives a local time without its zone; what cannot be read goes on as it is and is refused by name. */
function whenCalled(text: unknown, zone: string): unknown {
  try {
    return momentIn(String(text), zone);
  } catch {
    return text;
  }
}
