import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, register } from 'prom-client';
import { localeOf } from '../../web/index.js';
import { readAddress } from './answer-address.js';
import { AnswerPages, keyOf, type PageKey } from './answer-pages.js';
import type { VARIANTS } from './answer-renderer.js';
import { PageCache } from './page-cache.js';
import { PageSender } from './page-sender.js';
import { ToldPage } from './told-page.js';

const METRIC = 'sinambung_answers_served_total';

type Asked = FastifyRequest<{ Params: { service: string; region: string }; Querystring: { pada?: string } }>;

/** `/layanan/<service>/<region>[.json|.txt]`: the hottest address, a route of Fastify's own. Counted, not logged one by one. */
@Injectable()
export class AnswerRoutes implements OnModuleInit {
  private readonly counts = countersByVariant();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly cache: PageCache,
    private readonly pages: AnswerPages,
    private readonly sender: PageSender,
    private readonly told: ToldPage,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter?.getInstance<FastifyInstance>();
    server?.get?.('/layanan/:service/:region', (request: Asked, reply) => this.serve(request, reply));
  }

  private async serve(request: Asked, reply: FastifyReply): Promise<unknown> {
    const asked: PageKey = { ...readAddress(request.params.service, request.params.region), locale: localeOf(request) };
    this.counts[asked.variant].inc();
    if (request.query.pada !== undefined) return this.told.send(reply, asked, asked.locale, request.query.pada);
    const key = keyOf(asked);
    const page = this.cache.ready(key);
    if (page) return this.sender.send(request, reply, key, page);
    const served = await this.pages.get(key, asked);
    if (served.isOld) return this.sender.sendOld(request, reply, served.page, asked.locale);
    return this.sender.send(request, reply, key, served.page);
  }
}

function countersByVariant(): Record<(typeof VARIANTS)[number], { inc(): void }> {
  const known = register.getSingleMetric(METRIC) as Counter<'variant'> | undefined;
  const counter = known ?? new Counter({ name: METRIC, help: 'Answers sent to citizens, by format', labelNames: ['variant'] });
  return { html: counter.labels('html'), json: counter.labels('json'), txt: counter.labels('txt') };
}
