import { Injectable } from '@nestjs/common';
import { Config, Instance, qrSvg, Texts } from '../../platform/index.js';
import type { NoticeDossier } from './notices.js';

/** Where the letter sends its reader, and in which words it speaks. */
@Injectable()
export class LetterPrint {
  constructor(
    private readonly config: Config,
    private readonly instance: Instance,
    private readonly texts: Texts,
  ) {}

  async address({ notice, token }: NoticeDossier) {
    const address = `${this.config.url}/periksa`;
    return { kind: this.instance.kind, address, qr: await qrSvg(`${address}/${notice.code}?s=${token}`) };
  }

  readonly words = (key: string, params?: Record<string, unknown>) => this.texts.t('id', `notice:${key}`, params);
}
