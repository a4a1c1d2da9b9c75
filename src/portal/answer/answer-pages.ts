import { setImmediate as others, setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Answers, type Standing } from '../../answers/index.js';
import { questionKey } from '../../directory/index.js';
import { isDatabaseAway, LOCALES, type Locale } from '../../platform/index.js';
import type { AnswerAddress } from './answer-address.js';
import { AnswerRenderer, CONTENT_TYPES, VARIANTS } from './answer-renderer.js';
import type { MadePage } from './page.js';
import { PageCache, type Served } from './page-cache.js';

/** Few: making a page takes the processor, and whoever waits for one goes first. */
const AT_ONCE = 10;
/** Whoever asks right after a change is served before pages are made for those who have not asked yet. */
const FIRST_MS = 50;

/** Which page of which answer, in which language. */
export interface PageKey extends AnswerAddress {
  locale: Locale;
}

/** The pages of answers, made when they are asked for or before. */
@Injectable()
export class AnswerPages {
  private readonly logger = new Logger('answer-pages');
  private readonly wanted = new Set<string>();
  private preparing = false;

  constructor(
    private readonly cache: PageCache,
    private readonly answers: Answers,
    private readonly renderer: AnswerRenderer,
  ) {}

  /** Throws `directory.no-such-service` or `.no-such-region`. */
  get(key: string, { service, region, variant, locale }: PageKey): Promise<Served> {
    return this.cache.get(key, async () => this.made(await this.answers.standing(service, region), variant, locale));
  }

  /** Before anybody asks: many at once, in the background, one batch after the other. */
  prepare(keys: string[]): void {
    for (const key of keys) this.wanted.add(key);
    if (this.preparing) return;
    this.preparing = true;
    this.prepareWanted()
      .catch((error) => this.logger[isDatabaseAway(error) ? 'debug' : 'error'](error))
      .finally(() => {
        this.preparing = false;
      });
  }

  private async prepareWanted(): Promise<void> {
    await pause(FIRST_MS, undefined, { ref: false });
    while (this.wanted.size > 0) {
      await others();
      const batch = [...this.wanted].slice(0, AT_ONCE);
      for (const key of batch) this.wanted.delete(key);
      const missing = batch.filter((key) => !this.cache.ready(key));
      if (missing.length > 0) await this.prepareBatch(missing.map(readKey));
    }
  }

  private async prepareBatch(pages: PageKey[]): Promise<void> {
    const { generation } = this.cache;
    const questions = pages.map(({ service, region }) => ({ serviceId: service, regionCode: region }));
    const unique = [...new Map(questions.map((question) => [questionKey(question), question])).values()];
    const standings = await this.answers.standingAll(unique);
    const byQuestion = new Map(standings.map((standing, index) => [questionKey(unique[index]!), standing]));
    for (const page of pages) {
      await others();
      const standing = byQuestion.get(questionKey({ serviceId: page.service, regionCode: page.region }))!;
      await this.cache.put(keyOf(page), this.made(standing, page.variant, page.locale), generation);
    }
  }

  private made(standing: Standing, variant: PageKey['variant'], locale: Locale): MadePage {
    return { type: CONTENT_TYPES[variant], text: this.renderer.render(standing.answer, variant, locale), standing };
  }
}

export function keyOf({ locale, variant, service, region }: PageKey): string {
  return `${locale} ${variant} ${service} ${region}`;
}

function readKey(key: string): PageKey {
  const [locale, variant, service = '', region = ''] = key.split(' ');
  return {
    locale: LOCALES.find((known) => known === locale)!,
    variant: VARIANTS.find((known) => known === variant)!,
    service,
    region,
  };
}
