import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ReceiveMessage } from '../../complaints/index.js';
import { Directory, feedbackKinds, GiveFeedback } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import { newId, parse } from '../../platform/index.js';
import { Limited, localeOf, Pages } from '../../web/index.js';
import { pathOf } from '../answer/answer-renderer.js';
import { SaidWords } from './said-words.js';

const id = z.string().trim().min(1).max(100);
const form = z.object({ kabar: z.enum(feedbackKinds), layanan: id, wilayah: id });
const asked = z.object({ layanan: id.optional().catch(undefined), wilayah: id.optional().catch(undefined) });

/** "Saya terlayani" and "Saya ditolak": the two buttons beside each place of an answer. */
@ApiExcludeController()
@Controller('kantor/:office/kabar')
export class SaidController {
  constructor(
    private readonly feedback: GiveFeedback,
    private readonly receive: ReceiveMessage,
    private readonly directory: Directory,
    private readonly pages: Pages,
    private readonly words: SaidWords,
  ) {}

  /** Who was turned away gets a complaint that knows the place, with its number. */
  @Post()
  @Limited('MESSAGES')
  async said(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('office') officeId: string,
    @Body() body: unknown,
  ) {
    const { kabar, layanan: serviceId, wilayah: regionCode } = parse(form, body ?? {});
    const locale = localeOf(request);
    const complaint =
      kabar === 'turned-away'
        ? await this.receive.run(Actor.public(), {
            door: 'web',
            text: await this.words.complaint(officeId, serviceId, locale),
            key: newId(),
            receivedAt: this.words.now,
            serviceId,
            turnedAway: { officeId, regionCode },
            locale,
          })
        : undefined;
    await this.feedback.run(Actor.public(), { officeId, serviceId, kind: kabar });
    const next = complaint
      ? `/pengaduan/${complaint.tracking}?baru=1`
      : `/kantor/${officeId}/kabar?${new URLSearchParams({ layanan: serviceId, wilayah: regionCode })}`;
    return reply.redirect(next, 303);
  }

  @Get()
  async thanks(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('office') officeId: string,
    @Query() query: unknown,
  ) {
    const { layanan, wilayah } = parse(asked, query ?? {});
    const office = await this.directory.office(officeId);
    const back = layanan && wilayah ? pathOf(encodeURIComponent(layanan), encodeURIComponent(wilayah)) : `/kantor/${officeId}`;
    const page = this.pages.portal(request, 'portal/said', { office, back }, { noindex: true });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
  }
}
