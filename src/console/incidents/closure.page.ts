import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PreviewClosure } from '../../incidents/index.js';
import { DomainError, Texts } from '../../platform/index.js';
import { emptyForm, type Form, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { fromField } from './local-time.js';
import { Names } from './names.js';
import { OfficeTime } from './office-time.js';

export interface SentClosure {
  part?: string;
  beganAt?: string;
  expectedEnd?: string;
  cause?: string;
}

interface Which {
  officeId: string;
  part?: string;
}

const CONFLICT = 409;
const INVALID = 422;

/** What marking an office as closed means, with the button that does it. */
@Injectable()
export class ClosurePage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly preview: PreviewClosure,
    private readonly names: Names,
    private readonly when: OfficeTime,
  ) {}

  async show(request: FastifyRequest, reply: FastifyReply, which: Which) {
    return this.page(request, reply, which, emptyForm({ beganAt: await this.when.now(which.officeId) }));
  }

  /** What was sent, for the verb. An untouched beginning is this very moment. */
  async command(which: Which, { beganAt, expectedEnd, cause }: SentClosure): Promise<object> {
    const zone = await this.when.zone(which.officeId);
    const isNow = beganAt === (await this.when.now(which.officeId));
    return { ...which, cause, beganAt: isNow ? undefined : fromField(beganAt, zone), expectedEnd: fromField(expectedEnd, zone) };
  }

  async failed(request: FastifyRequest, reply: FastifyReply, which: Which, sent: SentClosure, error: unknown) {
    const form = failedForm(this.texts, localeOf(request), { ...sent }, error);
    const isConflict = error instanceof DomainError && error.kind === 'conflict';
    return this.page(request, reply, which, form, isConflict ? CONFLICT : INVALID);
  }

  private async page(request: FastifyRequest, reply: FastifyReply, which: Which, form: Form, status = 200) {
    const locale = localeOf(request);
    const seen = await this.preview.of(which.officeId, which.part);
    const nameOf = await this.names.in(locale);
    const data = {
      ...seen,
      form,
      partName: seen.part?.names[locale],
      services: seen.services.map((service) => service.names[locale]),
      already: seen.already && { ...seen.already, reporter: nameOf(seen.already.reportedBy) },
      causes: this.texts.t(locale, 'incidents:closure.causes').split(', '),
      isOpen: form.list.length > 0,
    };
    return sendPage(reply, this.pages.console(request, 'incidents/closure', data, { zone: seen.office.zone }), status);
  }
}
