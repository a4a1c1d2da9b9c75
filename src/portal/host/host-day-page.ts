import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SheetPress } from '../../answers/index.js';
import { DomainError, newId, Texts } from '../../platform/index.js';
import { ReceivingHosts } from '../../rerouting/index.js';
import { type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { HostDayView } from './host-day-view.js';
import { sendPrivate } from './host-page.js';

/** Behind the link of a host that receives people: its three taps, and the sheet for its clerks. */
@Injectable()
export class HostDayPage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly receiving: ReceivingHosts,
    private readonly view: HostDayView,
    private readonly press: SheetPress,
  ) {}

  /** Undefined where the link is not, or not any more, that of a host: its question or its thanks is shown then. */
  async show(
    request: FastifyRequest,
    reply: FastifyReply,
    token: string,
    { failed, noted = false }: { failed?: Failed<Record<string, unknown>>; noted?: boolean } = {},
  ) {
    const host = await this.receiving.byToken(token).catch(whenNotAHost);
    if (!host) return undefined;
    const locale = localeOf(request);
    const form = formAfter(failed, this.texts, locale);
    const data = { ...(await this.view.day(host, locale)), form, noted, token, key: newId(), tapped: failed?.sent.kind };
    const html = this.pages.portal(request, 'rerouting/host-day', data, { zone: data.office.zone, noindex: true });
    return sendPrivate(reply)
      .status(failed ? 422 : 200)
      .type('text/html; charset=utf-8')
      .send(html);
  }

  async sheet(request: FastifyRequest, reply: FastifyReply, token: string) {
    const host = await this.receiving.byToken(token);
    const data = { token, ...(await this.view.sheet(host, localeOf(request))) };
    const html = this.pages.portal(request, 'rerouting/host-sheet', data, { noindex: true });
    return sendPrivate(reply).type('text/html; charset=utf-8').send(html);
  }

  async pdf(token: string): Promise<{ pdf: Buffer; name: string }> {
    const host = await this.receiving.byToken(token);
    return this.press.pdf(host.id, `/tuan-rumah/${encodeURIComponent(token)}`);
  }
}

function whenNotAHost(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'rerouting.not-a-host') return undefined;
  throw error;
}
