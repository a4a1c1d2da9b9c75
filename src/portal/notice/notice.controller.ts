import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { NoticeLetters, Notices } from '../../dispensation/index.js';
import { parse } from '../../platform/index.js';
import { emptyForm, Limited, Pages } from '../../web/index.js';
import { NoticeCheckPage } from './notice-check-page.js';

const query = z.object({
  s: z.string().trim().max(2000).optional(),
  kode: z.string().trim().max(40).optional(),
  plat: z.string().trim().max(20).optional(),
});

/** How anybody checks a letter without this server. */
const COMMANDS = {
  openssl: 'openssl pkeyutl -verify -pubin -inkey kunci.pem -rawin -in isi.txt -sigfile tanda.bin',
  own: 'npm run -s sinambung -- notice verify',
};

/** Whether a letter is genuine and holds: for a counter, a bank, or whoever was shown one. */
@ApiExcludeController()
@Controller('periksa')
export class NoticeController {
  constructor(
    private readonly notices: Notices,
    private readonly letters: NoticeLetters,
    private readonly pages: Pages,
    private readonly page: NoticeCheckPage,
  ) {}

  @Get()
  async form(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() asked: unknown) {
    const { s, kode, plat } = parse(query, asked);
    if (s || kode) return this.page.send(request, reply, { code: kode || undefined, token: s || undefined, plate: plat });
    const { current, pem } = await this.notices.keys();
    const html = this.pages.portal(request, 'portal/check', { form: emptyForm(), publicKey: current, pem, commands: COMMANDS });
    return reply.type('text/html; charset=utf-8').send(html);
  }

  @Get(':code')
  @Limited('LOOKUPS')
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('code') code: string, @Query() asked: unknown) {
    const { s, plat } = parse(query, asked);
    return this.page.send(request, reply, { code, token: s || undefined, plate: plat });
  }

  /** The whole letter, for whoever knows both its code and the plate. */
  @Get(':code/surat.pdf')
  @Limited('PRINTS')
  async letter(@Res() reply: FastifyReply, @Param('code') code: string, @Query() asked: unknown) {
    const { notice, pdf } = await this.letters.pdfFor(code, parse(query, asked).plat ?? '');
    const name = `inline; filename="dispensasi-${notice.code}.pdf"`;
    return reply
      .type('application/pdf')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', name)
      .send(pdf);
  }
}
