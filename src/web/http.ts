import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Config } from '../platform/index.js';
import { Assets } from './assets.js';
import { sendCompressed } from './compressed.js';
import { SecurityHeaders } from './headers.js';
import { chosenLocale, localeCookie } from './locale.js';
import { MARK } from './mark.js';
import { Styles } from './styles.js';

const FOREVER = 'public, max-age=31536000, immutable';
const A_DAY = 'public, max-age=86400';
const ROBOTS =
  'User-agent: *\nDisallow: /dasbor\nDisallow: /masuk\nDisallow: /api\nDisallow: /tuan-rumah\nDisallow: /piket\nDisallow: /darurat\n';

/** What every answer over HTTP has: security headers, the language cookie, and the few files that pages point to. */
@Injectable()
export class Http implements OnModuleInit {
  headers!: SecurityHeaders;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly config: Config,
    private readonly styles: Styles,
    private readonly assets: Assets,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.styles.ready;
    const issuer = this.config.get('SINAMBUNG_OIDC_ISSUER');
    const https = this.config.url.startsWith('https:');
    this.headers = new SecurityHeaders({
      styleHash: this.styles.portalHash,
      https,
      signInWith: issuer && new URL(issuer).origin,
    });
    const server = this.host.httpAdapter?.getInstance<FastifyInstance>();
    if (server?.addHook === undefined) return;
    this.addHooks(server);
    this.addFiles(server);
  }

  private addHooks(server: FastifyInstance): void {
    server.addHook('onRequest', (request, reply, done) => {
      this.headers.put(request, reply);
      const locale = chosenLocale(request.url);
      if (locale) reply.header('set-cookie', localeCookie(locale));
      done();
    });
    // JSON may say `null` where a form has fields: nothing was sent, as without a body.
    server.addHook('preValidation', (request, _reply, done) => {
      request.body ??= undefined;
      done();
    });
  }

  private addFiles(server: FastifyInstance): void {
    const serve = (url: string, type: string, keep: string, body: () => string) =>
      server.get(url, (_request, reply) => reply.type(type).header('cache-control', keep).send(body()));
    serve(this.styles.consolePath, 'text/css; charset=utf-8', FOREVER, () => this.styles.console);
    serve('/favicon.svg', 'image/svg+xml', A_DAY, () => MARK);
    serve('/robots.txt', 'text/plain; charset=utf-8', A_DAY, () => ROBOTS);
    for (const asset of this.assets.names.map((name) => this.assets.get(name)))
      server.get(asset.path, (request, reply) => {
        reply.type(asset.type).header('cache-control', FOREVER).header('vary', 'accept-encoding');
        return sendCompressed(request, reply, asset);
      });
  }
}
