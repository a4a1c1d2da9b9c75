import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, register } from 'prom-client';
import { Answers } from '../../answers/index.js';
import { localeOf } from '../../web/index.js';
import { type AnswerAddress, readAddress } from './answer-address.js';
import { AnswerRenderer, CONTENT_TYPES, VARIANTS } from './answer-renderer.js';
import { PageCache, type ReadyPage } from './page-cache.js';
import { ToldPage } from './told-page.js';

const METRIC = 'sinambung_answers_served_total';
/** Asked for anew each time, so that a closure shows at once; shown from the phone's own copy when the network is away. */
const KEEP = 'max-age=0, must-revalidate, stale-if-error=604800';

type Asked = FastifyRequest<{ Params: { service: string; region: string }; Querystring: { pada?: string } }>;

/** `/layanan/<service>/<region>[.json|.txt]`: the hottest address, a route of Fastify's own. Counted, not logged one by one. */
@Injectable()
export class AnswerRoutes implements OnModuleInit {
  private readonly counts = countersByVariant();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly cache: PageCache,
    private readonly answers: Answers,
    private readonly renderer: AnswerRenderer,
    private readonly told: ToldPage,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter?.getInstance<FastifyInstance>();
    server?.get?.('/layanan/:service/:region', (request: Asked, reply) => this.serve(request, reply));
  }

  private async serve(request: Asked, reply: FastifyReply): Promise<unknown> {
    const address = readAddress(request.params.service, request.params.region);
    const locale = localeOf(request);
    const { pada } = request.query;
    this.counts[address.variant].inc();
    if (pada !== undefined) return this.told.send(reply, address, locale, pada);
    const key = `${locale} ${address.variant} ${address.service} ${address.region}`;
    const page = this.cache.ready(key) ?? (await this.cache.get(key, () => this.make(address, locale)));
    return send(request, reply, page);
  }

  private async make({ service, region, variant }: AnswerAddress, locale: 'id' | 'en'): Promise<{ type: string; text: string }> {
    const answer = await this.answers.answer(service, region);
    return { type: CONTENT_TYPES[variant], text: this.renderer.render(answer, variant, locale) };
  }
}

function send({ headers }: Asked, reply: FastifyReply, page: ReadyPage): FastifyReply {
  reply.header('etag', page.etag).header('cache-control', KEEP).header('vary', 'accept-encoding, cookie');
  if (headers['if-none-match']?.includes(page.etag)) return reply.status(304).send();
  const accepted = headers['accept-encoding'] ?? '';
  reply.header('content-type', page.type);
  if (accepted.includes('br')) return reply.header('content-encoding', 'br').send(page.br);
  if (accepted.includes('gzip')) return reply.header('content-encoding', 'gzip').send(page.gzip);
  return reply.send(page.identity);
}

function countersByVariant(): Record<(typeof VARIANTS)[number], { inc(): void }> {
  const known = register.getSingleMetric(METRIC) as Counter<'variant'> | undefined;
  const counter = known ?? new Counter({ name: METRIC, help: 'Answers sent to citizens, by format', labelNames: ['variant'] });
  return { html: counter.labels('html'), json: counter.labels('json'), txt: counter.labels('txt') };
}
