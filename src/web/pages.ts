import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock, Instance, type Layout, type Locale, Texts, Views } from '../platform/index.js';
import { type AssetName, Assets } from './assets.js';
import { localeOf } from './locale.js';
import { navFor } from './nav.js';
import { Styles } from './styles.js';

export interface PageOptions {
  /** IANA zone of the times on the page. */
  zone?: string;
  description?: string;
  canonical?: string;
  noindex?: boolean;
  /** For a file outside this server: nothing on it points into the server. */
  copy?: boolean;
  /** Helps where scripts run; the page works without. Its address must be one that `SecurityHeaders` lets run scripts. */
  script?: AssetName;
  /** Address of the picture that stands for the page where its link is forwarded. */
  picture?: string;
}

interface Asked {
  locale: Locale;
  /** Path and query. */
  url: string;
  actor?: { name?: string };
}

const DONE_KEY = /^[a-z-]+:done\.[a-z-]+$/;

/** Whole pages: the room's page, its data, and the frame that every page has. */
@Injectable()
export class Pages {
  constructor(
    private readonly views: Views,
    private readonly texts: Texts,
    private readonly styles: Styles,
    private readonly instance: Instance,
    private readonly clock: Clock,
    private readonly assets: Assets,
  ) {}

  /** A citizen page: `pages.portal(request, 'complaints/new', data)`. */
  portal(request: FastifyRequest, page: string, data: object, options: PageOptions = {}): string {
    return this.make('portal', askedBy(request), page, data, options);
  }

  /** A staff page, with the rooms and who is signed in. After a redirect with `?selesai=<ns>:done.<what>` it says what was done. */
  console(request: FastifyRequest, page: string, data: object, options: PageOptions = {}): string {
    return this.make('console', askedBy(request), page, data, options);
  }

  /** A citizen page that nobody in particular asked for: what is kept ready, and the static copies. */
  standing(locale: Locale, url: string, page: string, data: object, options: PageOptions = {}): string {
    return this.make('portal', { locale, url }, page, data, options);
  }

  private make(layout: Layout, asked: Asked, page: string, data: object, { zone, script, ...options }: PageOptions): string {
    const frame = {
      ...options,
      script: script && this.assets.get(script).path,
      ...this.frame(asked),
      ...(layout === 'portal' ? this.portalFrame() : this.consoleFrame(asked)),
    };
    return this.views.page(layout, page, data, { locale: asked.locale, zone, frame });
  }

  private frame({ actor }: Asked): object {
    const { kind } = this.instance;
    return { actor, instance: { kind, notReal: kind !== 'production', now: this.clock.now() } };
  }

  private portalFrame(): object {
    return { style: this.styles.portal };
  }

  private consoleFrame({ locale, url, actor }: Asked): object {
    const [path = '', query] = url.split('?');
    const key = new URLSearchParams(query).get('selesai') ?? '';
    const done = DONE_KEY.test(key) && this.texts.has(key) ? this.texts.t(locale, key) : undefined;
    return { stylesheet: this.styles.consolePath, nav: actor ? navFor(path) : undefined, done };
  }
}

function askedBy(request: FastifyRequest): Asked {
  const { actor } = request as FastifyRequest & { actor?: { name?: string } };
  return { locale: localeOf(request), url: request.url, actor };
}
