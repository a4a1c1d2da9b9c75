import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Directory } from '../../directory/index.js';
import { needs, OutreachParameters, type Village, Villages, VisitRequests, villageLabel } from '../../outreach/index.js';
import { newId, Texts } from '../../platform/index.js';
import { emptyForm, type Form, failedForm, localeOf, Pages } from '../../web/index.js';

const TAGS = {
  requested: 'wait',
  planned: 'moved',
  served: 'ok',
  'not-met': 'wait',
  withdrawn: 'plain',
  'moved-on': 'plain',
} as const;
const MOST_CHOICES = 12;

type Sent = Record<string, unknown>;

/** What stands on the pages of somebody who asks for a visit at home. */
@Injectable()
export class VisitRequestPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly villages: Villages,
    private readonly requests: VisitRequests,
    private readonly parameters: OutreachParameters,
  ) {}

  /** `regionCode`: a kecamatan from the link of an answer, whose villages are then offered. */
  async form(request: FastifyRequest, { serviceId, regionCode }: { serviceId?: string; regionCode?: string }): Promise<string> {
    const villages = regionCode ? await this.villages.of(regionCode) : [];
    return this.blank(request, emptyForm({ serviceId, kecamatan: villages[0]?.kecamatan, key: newId() }), villages);
  }

  failed(request: FastifyRequest, sent: Sent, error: unknown): Promise<string> {
    const form = failedForm(this.texts, localeOf(request), sent, error);
    return this.blank(request, { ...form, values: { ...form.values, key: newId() } });
  }

  /** Her words fit several villages: she chooses, nobody guesses. */
  which(request: FastifyRequest, sent: Sent, villages: Village[]): Promise<string> {
    return this.blank(request, emptyForm({ ...sent, key: newId() }), villages.slice(0, MOST_CHOICES), true);
  }

  async status(request: FastifyRequest, tracking: string, fresh: boolean): Promise<string> {
    const status = await this.requests.status(tracking);
    const village = await this.villages.get(status.villageCode);
    const service = await this.directory.service(status.serviceId);
    const data = {
      ...status,
      fresh,
      service: service.names[localeOf(request)],
      village: villageLabel(village),
      tag: TAGS[status.state],
      waits: status.state === 'requested' || status.state === 'not-met',
      mayWithdraw: status.state === 'requested' || status.state === 'planned' || status.state === 'not-met',
    };
    return this.pages.portal(request, 'outreach/status', data, { noindex: true, zone: village.zone });
  }

  private async blank(request: FastifyRequest, form: Form, villages: Village[] = [], asked = false): Promise<string> {
    const locale = localeOf(request);
    const { purge } = this.parameters.values;
    const services = (await this.directory.services()).map(({ id, names }) => ({ value: id, text: names[locale] }));
    const { wheelchair, 'old-age': old, pregnant, other } = this.parameters.headStart;
    const data = {
      form,
      asked,
      services: [{ value: '', text: '' }, ...services],
      villages: villages.map((village) => ({ value: village.code, text: asked ? villageLabel(village) : village.name })),
      needs: needs.map((need) => ({ value: need, text: this.texts.t(locale, `outreach:need.${need}`) })),
      days: purge.daysAfterEnd,
      headStart: { wheelchair, old, pregnant, other },
    };
    return this.pages.portal(request, 'outreach/new', data);
  }
}
