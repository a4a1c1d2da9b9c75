import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Answer, forwardText, type ListedArea, StaticPages, smsText, structuredData } from '../../answers/index.js';
import { Config, type Locale, Texts } from '../../platform/index.js';
import { Pages } from '../../web/index.js';
import { ShortAddresses } from '../find/short-addresses.js';
import { answerView } from './answer-view.js';

export const VARIANTS = ['html', 'json', 'txt'] as const;
export type Variant = (typeof VARIANTS)[number];

export const CONTENT_TYPES: Record<Variant, string> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** An answer in the formats that an address of the portal offers, and as files outside this server. */
@Injectable()
export class AnswerRenderer implements OnModuleInit {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly config: Config,
    private readonly staticPages: StaticPages,
    private readonly short: ShortAddresses,
  ) {}

  onModuleInit(): void {
    this.staticPages.use({
      render: (answer, format, locale) =>
        format === 'html' ? this.html(answer, locale, { copy: true }) : this.render(answer, format, locale),
      index: (areas, locale, area) => this.index(areas, locale, area),
    });
  }

  /** Of the copies, by which they are found: all kabupaten and kota, or one of them with its kecamatan. */
  private index(areas: ListedArea[], locale: Locale, area?: ListedArea): string {
    const data = { areas, area, up: area ? '../' : '' };
    return this.pages.standing(locale, area ? `wilayah/${area.code}.html` : 'index.html', 'portal/copies', data, { copy: true });
  }

  render(answer: Answer, variant: Variant, locale: Locale): string {
    if (variant === 'json') return `${JSON.stringify(answer, null, 1)}\n`;
    if (variant === 'txt') return `${smsText(answer, locale, this.texts)}\n`;
    return this.html(answer, locale);
  }

  /** With `told`, the page of what was told at that moment, marked as such; with `copy`, one that stands outside this server. */
  html(answer: Answer, locale: Locale, { told, copy = false }: { told?: Date; copy?: boolean } = {}): string {
    const path = pathOf(answer.service.id, answer.region.code);
    const url = this.config.url + path;
    const forward = forwardText(answer, locale, this.texts, url);
    const sms = smsText(answer, locale, this.texts);
    const whatsapp = `https://wa.me/?text=${encodeURIComponent(forward)}`;
    const short = this.short.of(answer.service.id, answer.region.code);
    const spoken = short && (this.config.url + short).replace(/^https?:\/\//, '');
    const structured = told ? undefined : scriptData(structuredData(answer, url));
    const data = { ...answerView(answer, this.texts, locale), path, url, spoken, forward, sms, whatsapp, told, copy, structured };
    const { zone } = answer.region;
    return this.pages.standing(locale, path, 'portal/answer', data, {
      zone,
      description: sms,
      canonical: url,
      noindex: told !== undefined,
      copy,
      picture: copy || told ? undefined : `${url}/kartu.png`,
    });
  }
}

/** Inside a script element, where nothing may look like the end of it. */
function scriptData(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

export function pathOf(serviceId: string, regionCode: string): string {
  return `/layanan/${serviceId}/${regionCode}`;
}
