import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { outreachErrors, RequestVisit, type Village, Villages, WithdrawVisitRequest } from '../../outreach/index.js';
import { Actor } from '../../people/index.js';
import { parse } from '../../platform/index.js';
import { Limited, localeOf, wordIn } from '../../web/index.js';
import { VisitRequestPages } from './visit-request-pages.js';

type Sent = Record<string, unknown>;

const HTML = 'text/html; charset=utf-8';
const query = z.object({
  layanan: z.string().trim().max(100).optional(),
  wilayah: z.string().trim().max(20).optional(),
  nomor: z.string().trim().max(40).optional(),
});

/** A visit at home by the web: ask for one, see its day by the number, take it back. */
@ApiExcludeController()
@Controller('jemput')
export class VisitRequestController {
  constructor(
    private readonly show: VisitRequestPages,
    private readonly villages: Villages,
    private readonly requestVisit: RequestVisit,
    private readonly withdraw: WithdrawVisitRequest,
  ) {}

  @Get()
  async form(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() asked: unknown) {
    const { layanan, wilayah, nomor } = parse(query, asked);
    if (nomor) return reply.redirect(`/jemput/${encodeURIComponent(nomor)}`, 303);
    return send(reply, await this.show.form(request, { serviceId: layanan, regionCode: wilayah }));
  }

  @Post()
  @Limited('MESSAGES')
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() body: Sent = {}) {
    const found = await this.villagesIn(body);
    if (found.length > 1) return send(reply, await this.show.which(request, body, found), 422);
    try {
      const tracking = await this.take(request, body, found[0]);
      return reply.redirect(`/jemput/${tracking}?baru=1`, 303);
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
    return send(reply, await this.show.status(request, tracking, fresh !== undefined));
  }

  @Post(':tracking/batal')
  @Limited('MESSAGES')
  async cancel(@Res() reply: FastifyReply, @Param('tracking') tracking: string) {
    const { tracking: number } = await this.withdraw.run(Actor.public(), { tracking });
    return reply.redirect(`/jemput/${number}`, 303);
  }

  /** Chosen from a list, or meant by what was written. */
  private async villagesIn({ villageCode, village, kecamatan }: Sent): Promise<Village[]> {
    const chosen = wordIn(villageCode);
    if (chosen) return [...(await this.villages.named([chosen])).values()];
    return wordIn(village).trim() ? this.villages.find(wordIn(village), wordIn(kecamatan)) : [];
  }

  /** Whose number it is does not show on the web: a number of a request is told there only to the one who made it. */
  private async take(request: FastifyRequest, body: Sent, village: Village | undefined): Promise<string> {
    if (!village) throw outreachErrors.villageUnclear({ fields: [{ field: 'village', message: 'no such village' }] });
    const { request: taken, known } = await this.requestVisit.run(Actor.public(), {
      door: 'web',
      key: body.key,
      serviceId: body.serviceId,
      villageCode: village.code,
      people: wordIn(body.people) || 1,
      needs: [body.needs ?? []].flat(),
      name: wordIn(body.name),
      phone: wordIn(body.phone),
      directions: wordIn(body.directions),
      locale: localeOf(request),
    });
    if (known) throw outreachErrors.askedAlready();
    return taken.tracking;
  }
}

function send(reply: FastifyReply, html: string, status = 200) {
  return reply.status(status).type(HTML).header('cache-control', 'no-store').send(html);
}
