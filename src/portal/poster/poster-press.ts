import { Injectable } from '@nestjs/common';
import { type Destination, hoursText } from '../../answers/index.js';
import { Config, Instance, qrSvg, Texts } from '../../platform/index.js';

/** Where the poster sends its reader, and in which words it speaks: Indonesian, as everything on a door. */
@Injectable()
export class PosterPress {
  constructor(
    private readonly config: Config,
    private readonly instance: Instance,
    private readonly texts: Texts,
  ) {}

  async frame(officeId: string) {
    const address = `${this.config.url}/kantor/${officeId}`;
    return {
      address,
      qr: await qrSvg(address),
      kind: this.instance.kind,
      hours: ({ hours }: Destination) => hoursText(hours, 'id', this.texts),
      t: (key: string, params?: Record<string, unknown>) => this.texts.t('id', key.includes(':') ? key : `poster:${key}`, params),
    };
  }
}
