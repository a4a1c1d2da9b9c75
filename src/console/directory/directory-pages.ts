import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ExportDirectory, HSDS_FILE, type ImportItem, Imports, kinds, type Problem } from '../../directory/index.js';
import { Texts } from '../../platform/index.js';
import { emptyForm, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { differences } from './differences.js';

/** A page is read, not scrolled through: what is more is told, and is whole in the answer of the API. */
const SHOWN = 100;

/** The pages of import and export. */
@Injectable()
export class DirectoryPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly imports: Imports,
    private readonly directory: ExportDirectory,
  ) {}

  async desk(request: FastifyRequest, reply: FastifyReply, error?: unknown) {
    const form = error ? failedForm(this.texts, localeOf(request), {}, error) : emptyForm();
    const checks = await this.imports.newest();
    const files = this.directory.files.map((name) => ({ name, about: `exchange:file.${name.replace(/\..*/, '')}` }));
    return sendPage(reply, this.pages.console(request, 'directory/desk', { form, checks, files }), error ? 422 : 200);
  }

  async checked(request: FastifyRequest, reply: FastifyReply, id: string, error?: unknown) {
    const check = await this.imports.get(id);
    const [problems, items] = [await this.imports.problems(id, SHOWN), await this.imports.items(id, SHOWN)];
    const total = kinds.reduce((sum, kind) => sum + check.counts[kind].added + check.counts[kind].changed, 0);
    const data = {
      check,
      form: error ? failedForm(this.texts, localeOf(request), {}, error) : emptyForm(),
      counts: kinds
        .map((kind) => ({ kind, ...check.counts[kind] }))
        .filter(({ added, changed: differ, same }) => added + differ + same > 0),
      problems: problems.map(placed),
      moreProblems: Math.max(0, check.problems - problems.length),
      changed: items.filter(({ before }) => before).map(changed),
      added: items.filter(({ before }) => !before).map(named),
      moreItems: Math.max(0, total - items.length),
      total,
      mayApply: !check.appliedAt && check.problems === 0 && total > 0,
    };
    return sendPage(reply, this.pages.console(request, 'directory/checked', data), error ? 409 : 200);
  }

  export(reply: FastifyReply, file: string) {
    const content = this.directory.file(file);
    return reply
      .type(file === HSDS_FILE ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${file}"`)
      .header('cache-control', 'private, no-store')
      .send(content);
  }
}

function placed({ problem, ...at }: Problem) {
  return { ...at, words: `exchange:problem.${problem}` };
}

function named({ kind, id, after }: ImportItem) {
  return { kind, id, name: nameOf(after), isSample: after.isSample === true };
}

function changed(item: ImportItem) {
  const { fields, before, after } = item;
  const rows = fields.map((field) => ({ field: `exchange:field.${field}`, leaves: differences(before?.[field], after[field]) }));
  return { ...named(item), rows };
}

function nameOf({ name, id }: ImportItem['after']): string {
  return typeof name === 'string' && name !== '' ? name : id;
}
