import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Answers, momentIn } from '../../answers/index.js';
import { Directory } from '../../directory/index.js';
import type { Locale } from '../../platform/index.js';
import { Pages } from '../../web/index.js';
import type { AnswerAddress } from './answer-address.js';
import { AnswerRenderer, CONTENT_TYPES, pathOf } from './answer-renderer.js';

/** `?pada=2025-09-05T10:00`: what was told then, in the region's time. */
@Injectable()
export class ToldPage {
  constructor(
    private readonly answers: Answers,
    private readonly directory: Directory,
    private readonly renderer: AnswerRenderer,
    private readonly pages: Pages,
  ) {}

  /** Throws `answers.bad-moment`, `directory.no-such-region`, `directory.no-such-service`. */
  async send(
    reply: FastifyReply,
    { service, region, variant }: AnswerAddress,
    locale: Locale,
    pada: string,
  ): Promise<FastifyReply> {
    const place = await this.directory.region(region);
    const at = momentIn(pada, place.zone);
    const answer = await this.answers.told(service, region, at);
    reply.header('cache-control', 'no-store').type(CONTENT_TYPES[answer ? variant : 'html']);
    if (!answer) return reply.status(404).send(await this.nothing(service, region, locale, at));
    return reply.send(
      variant === 'html' ? this.renderer.html(answer, locale, { told: at }) : this.renderer.render(answer, variant, locale),
    );
  }

  private async nothing(serviceId: string, regionCode: string, locale: Locale, at: Date): Promise<string> {
    const [service, region] = await Promise.all([this.directory.service(serviceId), this.directory.region(regionCode)]);
    const path = pathOf(serviceId, regionCode);
    const data = { service: service.names[locale], region, at, path };
    return this.pages.standing(locale, path, 'portal/told-nothing', data, { zone: region.zone, noindex: true });
  }
}
