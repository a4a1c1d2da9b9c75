import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Announcements, Subscribers } from '../../announcements/index.js';
import { emptyForm, localeOf, Pages } from '../../web/index.js';

const HTML = 'text/html; charset=utf-8';
const SHORTLY = 'public, max-age=60';

/** What the public is told: pages, the Atom feed, and each message as CAP. */
@ApiExcludeController()
@Controller()
export class AnnouncementController {
  constructor(
    private readonly announcements: Announcements,
    private readonly subscribers: Subscribers,
    private readonly pages: Pages,
  ) {}

  @Get('pengumuman')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const lines = (await this.announcements.all()).map((one) => ({
      ...one,
      said: one.messages.at(-1)?.words[localeOf(request)],
    }));
    const data = {
      current: lines.filter(({ state }) => state === 'current'),
      ended: lines.filter(({ state }) => state === 'cancelled'),
      mail: this.subscribers.offered,
      form: emptyForm(),
    };
    return reply
      .type(HTML)
      .header('cache-control', 'no-cache')
      .send(this.pages.portal(request, 'announcements/list', data));
  }

  @Get('pengumuman/:id')
  async one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string) {
    const locale = localeOf(request);
    const announcement = await this.announcements.get(id);
    const messages = announcement.messages.map((message) => ({ ...message, said: message.words[locale] }));
    const last = messages.at(-1);
    const data = { announcement, last, messages: messages.toReversed(), said: last?.said, facts: last?.facts };
    const html = this.pages.portal(request, 'announcements/one', data, {
      zone: last?.facts.office.zone,
      description: last?.said.what,
    });
    return reply.type(HTML).header('cache-control', 'no-cache').send(html);
  }

  @Get('umpan.atom')
  async atom(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const feed = await this.announcements.atom(localeOf(request));
    return reply.type('application/atom+xml; charset=utf-8').header('cache-control', SHORTLY).header('vary', 'cookie').send(feed);
  }

  @Get('cap/:file')
  async cap(@Res() reply: FastifyReply, @Param('file') file: string) {
    const xml = await this.announcements.cap(file.replace(/\.xml$/, ''));
    return reply.type('application/cap+xml; charset=utf-8').header('cache-control', SHORTLY).send(xml);
  }
}
