import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Answers } from '../../answers/index.js';
import { Documents, type Locale, Texts } from '../../platform/index.js';
import { pathOf } from '../answer/answer-renderer.js';
import { ShortAddresses } from '../find/short-addresses.js';
import { cardData } from './card-data.js';
import { CardFrame } from './card-frame.js';

const MOST_KEPT = 200;

/** The picture of an answer, drawn when it is first asked for and again when it would look different. */
@Injectable()
export class Cards {
  private readonly kept = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly answers: Answers,
    private readonly documents: Documents,
    private readonly short: ShortAddresses,
    private readonly words: Texts,
    private readonly frame: CardFrame,
  ) {}

  /** PNG, 1200 by 630, with what it shows as its tag. */
  async of(serviceId: string, regionCode: string, locale: Locale): Promise<{ png: Buffer; etag: string }> {
    const answer = await this.answers.answer(serviceId, regionCode);
    const t = (key: string, params?: Record<string, unknown>) =>
      this.words.t(locale, key.includes(':') ? key : `portal:${key}`, params);
    const address = this.short.of(serviceId, regionCode) ?? pathOf(serviceId, regionCode);
    const data = cardData(answer, this.frame.url + address, this.frame.banner(locale), locale, t);
    const { made: _, ...shown } = data as { made: string };
    const digest = createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22);
    return { png: await this.drawn(digest, data), etag: `"${digest}"` };
  }

  private drawn(digest: string, data: object): Promise<Buffer> {
    const known = this.kept.get(digest);
    if (known) return known;
    const drawing = this.documents.picture('cards/answer', data);
    drawing.catch(() => this.kept.delete(digest));
    this.kept.set(digest, drawing);
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
    return drawing;
  }
}
