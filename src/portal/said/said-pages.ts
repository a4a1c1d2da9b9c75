import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Directory, type FeedbackKind } from '../../directory/index.js';
import { localeOf, Pages } from '../../web/index.js';
import { pathOf } from '../answer/answer-renderer.js';

/** Ids as they came: of an office, and of the answer that the button stood on. */
interface Where {
  office: string;
  service?: string;
  region?: string;
}

/** The page between a button and its count, and the thanks after it. */
@Injectable()
export class SaidPages {
  constructor(
    private readonly directory: Directory,
    private readonly pages: Pages,
  ) {}

  /** Throws `directory.no-such-office`, `no-such-service` and `no-such-region`. */
  async ask(request: FastifyRequest, where: Required<Where>, kind: FeedbackKind): Promise<string> {
    const [office, service, region] = await Promise.all([
      this.directory.office(where.office),
      this.directory.service(where.service),
      this.directory.region(where.region),
    ]);
    const known = { office, service: service.names[localeOf(request)], serviceId: service.id, regionCode: region.code };
    const data = { ...known, kind, formKey: randomUUID(), back: backTo(where) };
    return this.pages.portal(request, 'portal/said-ask', data, { noindex: true });
  }

  /** Throws `directory.no-such-office`. */
  async thanks(request: FastifyRequest, where: Where): Promise<string> {
    const office = await this.directory.office(where.office);
    return this.pages.portal(request, 'portal/said', { office, back: backTo(where) }, { noindex: true });
  }
}

function backTo({ office, service, region }: Where): string {
  return service && region ? pathOf(encodeURIComponent(service), encodeURIComponent(region)) : `/kantor/${office}`;
}
