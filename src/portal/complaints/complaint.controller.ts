import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ReceiveMessage } from '../../complaints/index.js';
import { Actor } from '../../people/index.js';
import { Clock, parse } from '../../platform/index.js';
import { Limited, localeOf } from '../../web/index.js';
import { ComplaintPages } from './complaint-pages.js';

const HTML = 'text/html; charset=utf-8';
const query = z.object({
  layanan: z.string().trim().max(100).optional(),
  wilayah: z.string().trim().max(20).optional(),
  nomor: z.string().trim().max(40).optional(),
});
type Sent = Record<string, unknown>;

/** Complaints by the web: write one, follow it by its number, answer what was asked back. */
@ApiExcludeController()
@Controller('pengaduan')
export class ComplaintController {
  constructor(
    private readonly show: ComplaintPages,
    private readonly receive: ReceiveMessage,
    private readonly clock: Clock,
  ) {}

  @Get()
  async form(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() asked: unknown) {
    const { layanan, wilayah, nomor } = parse(query, asked);
    if (nomor) return reply.redirect(`/pengaduan/${encodeURIComponent(nomor)}`, 303);
    return send(reply, await this.show.form(request, { serviceId: layanan, regionCode: wilayah }));
  }

  @Post()
  @Limited('MESSAGES')
  async write(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() body: Sent = {}) {
    try {
      const said = await this.receive.run(Actor.public(), {
        ...this.message(request, body),
        ...filled(body, 'place', 'serviceId', 'from'),
      });
      return reply.redirect(`/pengaduan/${said.tracking}?baru=1`, 303);
    } catch (error) {
      return send(reply, await this.show.failed(request, body, error), 422);
    }
  }

  @Get(':tracking')
  @Limited('LOOKUPS')
  async status(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('tracking') tracking: string,
    @Query('baru') fresh?: string,
  ) {
    return send(reply, await this.show.status(request, tracking, { fresh: fresh !== undefined }));
  }

  @Post(':tracking')
  @Limited('MESSAGES')
  async more(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('tracking') tracking: string,
    @Body() body: Sent = {},
  ) {
    try {
      const said = await this.receive.run(Actor.public(), { ...this.message(request, body), tracking });
      return reply.redirect(`/pengaduan/${said.tracking}`, 303);
    } catch (error) {
      return send(reply, await this.show.status(request, tracking, { failed: { body, error } }), 422);
    }
  }

  private message(request: FastifyRequest, { text, key }: Sent) {
    return { door: 'web', text: text ?? '', key, receivedAt: this.clock.now(), locale: localeOf(request) };
  }
}

/** An empty field of a form is one that was not given. */
function filled(body: Sent, ...names: string[]): Sent {
  return Object.fromEntries(
    names.filter((name) => typeof body[name] === 'string' && body[name].trim() !== '').map((name) => [name, body[name]]),
  );
}

function send(reply: FastifyReply, html: string, status = 200) {
  return reply.status(status).type(HTML).header('cache-control', 'no-store').send(html);
}
