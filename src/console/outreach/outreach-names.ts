import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { Villages, type VisitRequest, villageLabel } from '../../outreach/index.js';
import type { Locale } from '../../platform/index.js';

const TAGS = {
  requested: 'wait',
  planned: 'moved',
  served: 'ok',
  'not-met': 'wait',
  withdrawn: 'plain',
  'moved-on': 'plain',
} as const;

/** What ids and codes are called on the pages of home visits. */
@Injectable()
export class OutreachNames {
  constructor(
    private readonly directory: Directory,
    private readonly villages: Villages,
  ) {}

  async services(locale: Locale): Promise<{ value: string; text: string }[]> {
    return (await this.directory.services()).map(({ id, names }) => ({ value: id, text: names[locale] }));
  }

  async service(id: string, locale: Locale): Promise<string> {
    return (await this.directory.service(id)).names[locale];
  }

  async village(code: string): Promise<string> {
    return villageLabel(await this.villages.get(code));
  }

  /** The label of each code. */
  async villagesOf(codes: string[]): Promise<Map<string, string>> {
    const known = await this.villages.named(codes);
    return new Map([...known].map(([code, village]) => [code, villageLabel(village)]));
  }

  /** Requests as lines of a list. */
  async lines<R extends Pick<VisitRequest, 'state' | 'villageCode' | 'serviceId' | 'needs'>>(requests: R[], locale: Locale) {
    const villages = await this.villagesOf(requests.map(({ villageCode }) => villageCode));
    const services = new Map((await this.services(locale)).map(({ value, text }) => [value, text]));
    return requests.map((request) => ({
      ...request,
      tag: TAGS[request.state],
      village: villages.get(request.villageCode) ?? request.villageCode,
      service: services.get(request.serviceId) ?? request.serviceId,
      first: request.needs.length > 0,
    }));
  }
}
