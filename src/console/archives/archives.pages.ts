import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ARCHIVE_COLUMNS, type Archive, Archives, CONDITIONS, PAPER_CLASSES, Sources } from '../../backup/index.js';
import { Directory } from '../../directory/index.js';
import { Clock, civilDate, DomainError, Texts } from '../../platform/index.js';
import { type Failed, type Form, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';

const TAGS = { good: 'ok', worn: 'wait', damaged: 'stop', lost: 'stop' } as const;

/** The page of the paper archives. */
@Injectable()
export class ArchivePages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly sources: Sources,
    private readonly archives: Archives,
    private readonly clock: Clock,
  ) {}

  async all(request: FastifyRequest, reply: FastifyReply, failed?: Failed) {
    const all = await this.archives.all();
    const names = new Map((await this.directory.offices()).map(({ id, name }) => [id, name]));
    const byOffice = [...Map.groupBy(all, ({ officeId }) => officeId)];
    const offices = await Promise.all(
      byOffice.map(async ([id, entries]) => ({
        name: names.get(id) ?? id,
        lost: await this.archives.atOffice(id),
        share: shareOf(entries),
        entries: entries.map((entry) => ({ ...entry, percent: shareOf([entry]), tag: TAGS[entry.condition] })),
      })),
    );
    const options = await this.options(request, names);
    const columns = ARCHIVE_COLUMNS.join(',');
    const data = { offices, columns, total: all.length && shareOf(all), ...options, form: this.form(request, failed) };
    return sendPage(reply, this.pages.console(request, 'archives/all', data), failed ? 422 : 200);
  }

  private async options(request: FastifyRequest, names: ReadonlyMap<string, string>) {
    const locale = localeOf(request);
    const named = (kind: string, values: readonly string[]) =>
      values.map((value) => ({ value, text: this.texts.t(locale, `archives:${kind}.${value}`) }));
    const none = { value: '', text: this.texts.t(locale, 'archives:none-of-these') };
    const services = (await this.directory.services()).map(({ id: value, name: text }) => ({ value, text }));
    const sources = this.sources.declared.map(({ id: value, name: text }) => ({ value, text }));
    return {
      names: [...names].map(([value, text]) => ({ value, text })),
      services: [none, ...services],
      sources: [none, ...sources],
      classes: named('class', PAPER_CLASSES),
      conditions: named('condition', CONDITIONS),
    };
  }

  private form(request: FastifyRequest, failed: Failed | undefined): Form {
    const locale = localeOf(request);
    const form = formAfter(failed, this.texts, locale, { checked_on: civilDate(this.clock.now()) });
    const { error } = failed ?? {};
    const faults =
      error instanceof DomainError ? ((error.context.faults ?? []) as { row: number; column: string; problem: string }[]) : [];
    const words = faults.map(({ row, column, problem }) => ({
      text: this.texts.t(locale, 'archives:fault.at', {
        row,
        column,
        problem: this.texts.t(locale, `archives:fault.${problem}`),
      }),
    }));
    return { ...form, list: [...form.list, ...words] };
  }
}

/** Scanned files of all files, in hundredths, rounded down. */
function shareOf(entries: readonly Pick<Archive, 'files' | 'scanned'>[]): number {
  const sum = (of: (entry: (typeof entries)[number]) => number) => entries.reduce((all, entry) => all + of(entry), 0);
  return Math.floor((sum(({ scanned }) => scanned) * 100) / sum(({ files }) => files));
}
