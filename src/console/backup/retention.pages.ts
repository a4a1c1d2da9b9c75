import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Points, type RequestKind, Retention, Sources } from '../../backup/index.js';
import { Persons } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { emptyForm, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { RetentionWords } from './retention.views.js';

export interface Wished {
  /** What is asked for; a hold when absent. */
  kind?: RequestKind;
  pointId?: string;
  holdId?: string;
  values?: Record<string, unknown>;
  error?: unknown;
}

/** The pages on what is kept and why, on legal holds, and on what needs two people. */
@Injectable()
export class RetentionPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly sources: Sources,
    private readonly points: Points,
    private readonly retention: Retention,
    private readonly persons: Persons,
  ) {}

  async overview(request: FastifyRequest, reply: FastifyReply, by: Actor, sourceId: string, error?: unknown) {
    by.must('backup:read');
    const words = new RetentionWords(this.texts, localeOf(request), await this.persons.names());
    const data = {
      source: this.sources.declaredAs(sourceId),
      ...words.page(await this.retention.of(sourceId), by.person),
      mayHold: by.may('backup:hold'),
      mayAsk: by.may('backup:ask'),
      mayApprove: by.may('backup:approve'),
      form: error === undefined ? emptyForm({}) : failedForm(this.texts, localeOf(request), {}, error),
    };
    const { timeZone: zone } = await this.sources.get(sourceId);
    return sendPage(reply, this.pages.console(request, 'backup/retention', data, { zone }), error ? 422 : 200);
  }

  /** The form of a hold, or of a request. */
  async wish(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    sourceId: string,
    { values = {}, error, ...wished }: Wished,
  ) {
    by.must(wished.kind ? 'backup:ask' : 'backup:hold');
    const source = this.sources.declaredAs(sourceId);
    const point = wished.pointId ? await this.points.get(wished.pointId) : undefined;
    const form = error === undefined ? emptyForm(values) : failedForm(this.texts, localeOf(request), values, error);
    const data = { source, ...wished, at: point && (point.takenAt ?? point.begunAt), form };
    const page = wished.kind ? 'backup/ask' : 'backup/hold';
    return sendPage(reply, this.pages.console(request, page, data), error ? 422 : 200);
  }
}
