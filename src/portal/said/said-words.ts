import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { Clock, type Locale, Texts } from '../../platform/index.js';

/** What a complaint says that was opened by a button. */
@Injectable()
export class SaidWords {
  constructor(
    private readonly directory: Directory,
    private readonly texts: Texts,
    private readonly clock: Clock,
  ) {}

  get now(): Date {
    return this.clock.now();
  }

  /** Throws `directory.no-such-office` and `directory.no-such-service`. */
  async complaint(officeId: string, serviceId: string, locale: Locale): Promise<string> {
    const [office, service] = await Promise.all([this.directory.office(officeId), this.directory.service(serviceId)]);
    return this.texts.t(locale, 'portal:said.complaint', { office: office.name, service: service.names[locale] });
  }
}
