import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Found, Register } from '../../custody/index.js';
import { Directory } from '../../directory/index.js';
import { parse } from '../../platform/index.js';
import { emptyForm, Limited, Pages } from '../../web/index.js';

const question = z.object({ nomor: z.string().trim().min(1).max(60) });
const MOST = 10;

/** An owner finds out what became of her paper. The number is sent in the body: it stands in no address, log or history. */
@ApiExcludeController()
@Controller('titipan')
export class CustodyController {
  constructor(
    private readonly pages: Pages,
    private readonly register: Register,
    private readonly directory: Directory,
  ) {}

  @Get()
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.send(request, reply, {});
  }

  @Post()
  @Limited('LOOKUPS')
  async find(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Body() body: unknown) {
    const { nomor } = parse(question, body);
    const found = (await this.register.find(nomor)).slice(0, MOST);
    return this.send(request, reply, { asked: nomor, found: await Promise.all(found.map((one) => this.view(one))) });
  }

  private send(request: FastifyRequest, reply: FastifyReply, shown: { asked?: string; found?: object[] }) {
    const form = emptyForm({ nomor: shown.asked });
    const html = this.pages.portal(request, 'portal/custody', { ...shown, form }, { noindex: true });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
  }

  private async view({ item, replacement }: Found) {
    const { state, kind, document, stateAt, officeId } = item;
    const { name, phone, sampleFields } = await this.directory.office(officeId);
    const isGone = state === 'lost' || state === 'looted';
    const tag = isGone ? 'stop' : state === 'unknown' ? 'wait' : 'ok';
    const isVoid = kind === 'blank' && isGone;
    const phoneIsSample = sampleFields.includes('phone');
    return { state, document, stateAt, office: name, phone, phoneIsSample, tag, isVoid, replacement };
  }
}
