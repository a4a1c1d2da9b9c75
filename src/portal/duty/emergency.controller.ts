import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory } from '../../directory/index.js';
import { type Incident, UseDutyCode } from '../../incidents/index.js';
import { Actor } from '../../people/index.js';
import { DomainError, Texts } from '../../platform/index.js';
import { emptyForm, type Form, failedForm, Limited, localeOf, Pages, wordIn } from '../../web/index.js';

const INVALID = 422;

/** For the night when nothing else works: a code on paper marks an office closed, or confirms a report; no sign-in. */
@ApiExcludeController()
@Controller('darurat')
export class EmergencyController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly useCode: UseDutyCode,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.send(request, reply, { form: emptyForm() }, 200);
  }

  @Post()
  @Limited('MESSAGES')
  async use(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() sent: Record<string, unknown> = {}) {
    const { code, act, cause } = sent;
    try {
      const done = await this.useCode.run(Actor.public(), { code, act, cause, office: wordIn(sent.chosen) || sent.office });
      return this.done(request, reply, done);
    } catch (error) {
      return this.failed(request, reply, sent, error);
    }
  }

  private async done(request: FastifyRequest, reply: FastifyReply, incident: Incident) {
    const office = await this.directory.office(incident.officeId);
    return this.send(request, reply, { done: incident.state, office }, 200);
  }

  private failed(request: FastifyRequest, reply: FastifyReply, sent: Record<string, unknown>, error: unknown) {
    const form: Form = failedForm(this.texts, localeOf(request), sent, error);
    const near =
      (error instanceof DomainError ? (error.context.near as { id: string; name: string }[] | undefined) : undefined) ?? [];
    const choices = near.map(({ id, name }) => ({ value: id, text: name }));
    return this.send(request, reply, { form, choices }, INVALID);
  }

  private send(request: FastifyRequest, reply: FastifyReply, data: object, status: number) {
    const html = this.pages.portal(request, 'incidents/emergency', data, { noindex: true });
    return reply.status(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
  }
}
