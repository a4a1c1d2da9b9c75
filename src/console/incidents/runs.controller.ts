import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../people/index.js';
import { Runs } from '../../playbooks/index.js';
import { By } from '../../web/index.js';
import { IncidentPages } from './incident.pages.js';
import { RunVerbs } from './run-verbs.js';

interface Sent {
  note?: string;
  reason?: string;
}

/** What people do with a run: the page is that of its incident. */
@ApiExcludeController()
@Controller('dasbor/langkah/:runId')
export class RunsController {
  constructor(
    private readonly pages: IncidentPages,
    private readonly runs: Runs,
    private readonly verbs: RunVerbs,
  ) {}

  @Post('jeda')
  pause(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('runId') runId: string) {
    return this.done(request, reply, by, runId, 'run-paused', () => this.verbs.pause.run(by, { runId }));
  }

  @Post('lanjut')
  resume(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('runId') runId: string) {
    return this.done(request, reply, by, runId, 'run-resumed', () => this.verbs.resume.run(by, { runId }));
  }

  @Post(':stepId/selesai')
  complete(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { runId, stepId }: { runId: string; stepId: string },
    @Body() { note }: Sent = {},
  ) {
    return this.done(request, reply, by, runId, 'step-done', () => this.verbs.complete.run(by, { runId, stepId, note }));
  }

  @Post(':stepId/ulang')
  retry(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { runId, stepId }: { runId: string; stepId: string },
  ) {
    return this.done(request, reply, by, runId, 'step-retried', () => this.verbs.retry.run(by, { runId, stepId }));
  }

  @Post(':stepId/lewati')
  skip(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param() { runId, stepId }: { runId: string; stepId: string },
    @Body() { reason }: Sent = {},
  ) {
    return this.done(request, reply, by, runId, 'step-skipped', () => this.verbs.skip.run(by, { runId, stepId, reason }));
  }

  private async done(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    runId: string,
    what: string,
    verb: () => Promise<unknown>,
  ) {
    const { incidentId } = await this.runs.get(runId);
    try {
      await verb();
      return reply.redirect(`/dasbor/kejadian/${incidentId}?selesai=incidents:done.${what}#langkah`, 303);
    } catch (error) {
      return this.pages.one(request, reply, by, incidentId, { sent: {}, error });
    }
  }
}
