import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Complaints } from '../../complaints/index.js';
import { Clock, newId, Texts } from '../../platform/index.js';
import { emptyForm, type Form, failedForm, localeOf, Pages } from '../../web/index.js';
import { ComplaintNames } from './complaint-names.js';

interface Chosen {
  serviceId?: string;
  regionCode?: string;
}

interface Shown {
  fresh?: boolean;
  failed?: { body: Record<string, unknown>; error: unknown };
}

const TAGS = {
  received: 'wait',
  'answered-automatically': 'wait',
  'handed-on': 'moved',
  answered: 'ok',
  closed: 'plain',
} as const;

@Injectable()
export class ComplaintPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly clock: Clock,
    private readonly complaints: Complaints,
    private readonly names: ComplaintNames,
  ) {}

  async form(request: FastifyRequest, { serviceId, regionCode }: Chosen): Promise<string> {
    const place = await this.names.region(regionCode);
    return this.blank(request, emptyForm({ serviceId, place: place?.label, key: newId() }));
  }

  failed(request: FastifyRequest, body: Record<string, unknown>, error: unknown): Promise<string> {
    const form = failedForm(this.texts, localeOf(request), body, error);
    return this.blank(request, { ...form, values: { ...form.values, key: newId() } });
  }

  async status(request: FastifyRequest, tracking: string, { fresh, failed }: Shown): Promise<string> {
    const status = await this.complaints.status(tracking, this.clock.now());
    const form = failed ? failedForm(this.texts, localeOf(request), failed.body, failed.error) : emptyForm();
    const data = { ...status, ...(await this.names.of(status)), fresh, form, key: newId(), tag: TAGS[status.complaint.state] };
    return this.pages.portal(request, 'complaints/status', data, { noindex: true });
  }

  private async blank(request: FastifyRequest, form: Form): Promise<string> {
    const service = await this.names.service(form.values.serviceId);
    const data = { form, service: service?.names[localeOf(request)], code: await this.names.smsCode(), days: this.names.days };
    return this.pages.portal(request, 'complaints/new', data);
  }
}
