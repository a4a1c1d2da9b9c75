import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ReceiveMessage } from '../../complaints/index.js';
import { feedbackKinds, GiveFeedback } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import { parse } from '../../platform/index.js';
import { Limited, localeOf } from '../../web/index.js';
import { SaidPages } from './said-pages.js';
import { SaidWords } from './said-words.js';

const id = z.string().trim().min(1).max(100);
const pressed = z.object({ kabar: z.enum(feedbackKinds), layanan: id, wilayah: id });
const form = pressed.extend({ kunci: z.uuid().optional().catch(undefined) });
const asked = z.object({ layanan: id.optional().catch(undefined), wilayah: id.optional().catch(undefined) });

/**
 * "Saya terlayani" and "Saya ditolak": the two buttons beside each place of an answer. The answer is the same for everybody and
 * cached, so the key by which a double tap counts once is on a page of its own between the button and the count.
 */
@ApiExcludeController()
@Controller('kantor/:office/kabar')
export class SaidController {
  constructor(
    private readonly feedback: GiveFeedback,
    private readonly receive: ReceiveMessage,
    private readonly pages: SaidPages,
    private readonly words: SaidWords,
  ) {}

  @Get()
  async ask(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('office') office: string,
    @Query() query: unknown,
  ) {
    const { kabar, layanan, wilayah } = parse(pressed, query ?? {});
    return send(reply, await this.pages.ask(request, { office, service: layanan, region: wilayah }, kabar));
  }

  /** Who was turned away gets a complaint that knows the place, with its number. */
  @Post()
  @Limited('MESSAGES')
  async said(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('office') officeId: string,
    @Body() body: unknown,
  ) {
    const { kabar, layanan: serviceId, wilayah: regionCode, kunci: key } = parse(form, body ?? {});
    const where = { office: officeId, service: serviceId, region: regionCode };
    if (!key) return send(reply, await this.pages.ask(request, where, kabar));
    const locale = localeOf(request);
    const complaint =
      kabar === 'turned-away'
        ? await this.receive.run(Actor.public(), {
            door: 'web',
            text: await this.words.complaint(officeId, serviceId, locale),
            key,
            receivedAt: this.words.now,
            serviceId,
            turnedAway: { officeId, regionCode },
            locale,
          })
        : undefined;
    await this.feedback.run(Actor.public(), { officeId, serviceId, kind: kabar, key });
    const next = complaint
      ? `/pengaduan/${complaint.tracking}?baru=1`
      : `/kantor/${officeId}/kabar/terima-kasih?${new URLSearchParams({ layanan: serviceId, wilayah: regionCode })}`;
    return reply.redirect(next, 303);
  }

  @Get('terima-kasih')
  async thanks(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('office') office: string,
    @Query() query: unknown,
  ) {
    const { layanan, wilayah } = parse(asked, query ?? {});
    return send(reply, await this.pages.thanks(request, { office, service: layanan, region: wilayah }));
  }
}

function send(reply: FastifyReply, page: string) {
  return reply.status(200).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
}
