import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FINDINGS, PAYMENT_TRANSITIONS, type Payment, Settlements, Sources, type WorklistProgress } from '../../backup/index.js';
import type { Actor } from '../../people/index.js';
import { DomainError, type Locale, Texts } from '../../platform/index.js';
import { emptyForm, type Form, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';

const PAGE = 50;

/** A problem of a row of a file, as an error names it. */
interface Fault {
  row: number;
  column: string;
  problem: string;
}

/** The pages of what was paid while data was lost. */
@Injectable()
export class LossPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly sources: Sources,
    private readonly settlements: Settlements,
  ) {}

  async source(request: FastifyRequest, reply: FastifyReply, by: Actor, sourceId: string, error?: unknown) {
    const source = this.sources.declaredAs(sourceId);
    const files = (await this.settlements.of(sourceId)).map((one) => ({ ...one, ...shareOf(one.progress) }));
    const formats = this.settlements.formats(sourceId).map(({ id: value, name: text }) => ({ value, text }));
    const window = await this.settlements.window(sourceId).catch(unlessUnknown);
    const mayImport = by.may('settlement:import') && window !== undefined && formats.length > 0;
    const form = this.form(request, error);
    const data = { source, files, formats, hasFormats: formats.length > 0, window, mayImport, form };
    return sendPage(reply, this.pages.console(request, 'losses/source', data), error ? 422 : 200);
  }

  async one(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    id: string,
    asked: { closed: boolean; after: number },
    error?: unknown,
  ) {
    const { progress, ...settlement } = await this.settlements.get(id);
    const source = this.sources.declaredAs(settlement.sourceId);
    const payments = await this.settlements.worklist(id, asked.closed ? ['entered', 'not-ours'] : ['open'], asked.after, PAGE);
    const data = {
      source,
      settlement,
      findings: FINDINGS.map((finding) => ({ finding, count: progress.findings[finding] })),
      progress: { ...progress, ...shareOf(progress) },
      payments: payments.map((payment) => ({
        ...payment,
        next: nextOf(payment),
        tag: payment.finding === 'matched' ? 'ok' : 'wait',
      })),
      closed: asked.closed,
      next: payments.length === PAGE ? payments.at(-1)?.id : undefined,
      mayMatch: by.may('settlement:import'),
      form: this.form(request, error),
    };
    return sendPage(reply, this.pages.console(request, 'losses/settlement', data), error ? 422 : 200);
  }

  async csv(reply: FastifyReply, id: string) {
    const csv = await this.settlements.csv(id);
    return reply
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="pembayaran-${id}.csv"`)
      .send(csv);
  }

  private form(request: FastifyRequest, error: unknown): Form {
    if (error === undefined) return emptyForm();
    const locale = localeOf(request);
    const form = failedForm(this.texts, locale, {}, error);
    form.list.push(...this.faults(locale, error));
    return form;
  }

  private faults(locale: Locale, error: unknown): Form['list'] {
    const faults = error instanceof DomainError ? ((error.context.faults ?? []) as Fault[]) : [];
    return faults.map(({ row, column, problem }) => ({
      text: this.texts.t(locale, 'losses:fault.at', { row, column, problem: this.texts.t(locale, `losses:fault.${problem}`) }),
    }));
  }
}

function shareOf({ states }: WorklistProgress) {
  const all = states.open + states.entered + states['not-ours'];
  return { all, done: all - states.open, percent: all === 0 ? 100 : Math.floor(((all - states.open) * 100) / all) };
}

function nextOf({ state }: Payment) {
  const next = state ? PAYMENT_TRANSITIONS[state] : [];
  return { entered: next.includes('entered'), notOurs: next.includes('not-ours'), open: next.includes('open') };
}

function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof DomainError) || error.code !== 'backup.nothing-restored') throw error;
  return undefined;
}
