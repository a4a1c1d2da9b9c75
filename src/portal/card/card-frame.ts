import { Injectable } from '@nestjs/common';
import { Config, Instance, type Locale, Texts } from '../../platform/index.js';

/** What stands on every card: where the answer is, and that a demonstration is one. */
@Injectable()
export class CardFrame {
  constructor(
    private readonly config: Config,
    private readonly instance: Instance,
    private readonly texts: Texts,
  ) {}

  get url(): string {
    return this.config.url;
  }

  banner(locale: Locale): string | null {
    return this.instance.kind === 'production' ? null : this.texts.t(locale, `web:instance.${this.instance.kind}`);
  }
}
