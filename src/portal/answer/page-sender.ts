import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock, type Locale, Texts } from '../../platform/index.js';
import { encodingFor } from './encoding.js';
import { withAge } from './old-page.js';
import { bytesOf, type ReadyPage } from './page.js';
import { PageCache } from './page-cache.js';

/** What a shared cache in front may keep at most, seconds: so late a closure may show there. A browser asks each time. */
const SHARED_S = 10;
/** For this long the last copy is shown when this server does not answer. */
const IF_ERROR_S = 604_800;
const SECOND_MS = 1000;

/** Sends a page of the cache in the encoding that was asked for, or nothing where the asker has it already. */
@Injectable()
export class PageSender {
  constructor(
    private readonly cache: PageCache,
    private readonly clock: Clock,
    private readonly texts: Texts,
  ) {}

  async send({ headers }: FastifyRequest, reply: FastifyReply, key: string, page: ReadyPage): Promise<FastifyReply> {
    const encoding = encodingFor(headers['accept-encoding']);
    const etag = `"${page.tag}-${encoding}"`;
    reply.header('etag', etag).header('cache-control', this.keep(page)).header('vary', 'accept-encoding, cookie');
    if (hasIt(headers['if-none-match'], etag)) return reply.status(304).send();
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    const bytes = encoding === 'br' ? page.br : await this.cache.bytesOf(key, page, encoding);
    return reply.header('content-type', page.type).send(bytes);
  }

  /** The last page that could be made, with its age. Nobody keeps it. */
  async sendOld(_request: FastifyRequest, reply: FastifyReply, page: ReadyPage, locale: Locale): Promise<FastifyReply> {
    const age = this.clock.now().getTime() - page.madeAt;
    const text = (await bytesOf(page, 'identity')).toString();
    reply.header('cache-control', 'no-store').header('age', Math.max(0, Math.floor(age / SECOND_MS)));
    return reply.header('content-type', page.type).send(withAge(text, page, age, locale, this.texts));
  }

  /** Never longer than the page holds. */
  private keep({ until }: ReadyPage): string {
    const left = Math.floor((until - this.clock.now().getTime()) / SECOND_MS);
    const shared = Math.max(0, Math.min(SHARED_S, left));
    return `public, max-age=0, s-maxage=${shared}, stale-if-error=${IF_ERROR_S}`;
  }
}

/** `If-None-Match`: a list of tags, of which a weak one counts as well, or a star for any. */
function hasIt(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
