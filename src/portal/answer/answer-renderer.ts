import { Injectable } from '@nestjs/common';
import { type Answer, forwardText, smsText } from '../../answers/index.js';
import { Config, type Locale, Texts } from '../../platform/index.js';
import { Pages } from '../../web/index.js';
import { answerView } from './answer-view.js';

export const VARIANTS = ['html', 'json', 'txt'] as const;
export type Variant = (typeof VARIANTS)[number];

export const CONTENT_TYPES: Record<Variant, string> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** An answer in the formats that an address of the portal offers. */
@Injectable()
export class AnswerRenderer {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly config: Config,
  ) {}

  render(answer: Answer, variant: Variant, locale: Locale): string {
    if (variant === 'json') return `${JSON.stringify(answer, null, 1)}\n`;
    if (variant === 'txt') return `${smsText(answer, locale, this.texts)}\n`;
    return this.html(answer, locale);
  }

  /** With `told`, the page of what was told at that moment, marked as such. */
  html(answer: Answer, locale: Locale, told?: Date): string {
    const path = pathOf(answer.service.id, answer.region.code);
    const forward = forwardText(answer, locale, this.texts, this.config.url + path);
    const sms = smsText(answer, locale, this.texts);
    const data = {
      ...answerView(answer, this.texts, locale),
      path,
      forward,
      sms,
      whatsapp: `https://wa.me/?text=${encodeURIComponent(forward)}`,
      told,
    };
    return this.pages.standing(locale, path, 'portal/answer', data, {
      zone: answer.region.zone,
      description: sms,
      canonical: this.config.url + path,
      noindex: told !== undefined,
    });
  }
}

export function pathOf(serviceId: string, regionCode: string): string {
  return `/layanan/${serviceId}/${regionCode}`;
}
