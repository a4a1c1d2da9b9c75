import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Points, Restores, Sources } from '../../backup/index.js';
import { Directory } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { moment, parse, Texts } from '../../platform/index.js';
import { emptyForm, failedForm, localeOf, Pages } from '../../web/index.js';
import { fromField, toField } from '../incidents/local-time.js';
import { sendPage } from '../send-page.js';
import { pointView, previewView, restoreView, sourceView } from './views.js';
import { Words } from './words.js';

const SHOWN = 30;
const REFRESH_S = 2;

export interface RestoreWish {
  pointId?: string;
  /** The minute before which everything comes back, by the wall clock of the office. */
  before?: string;
  target?: string;
  error?: unknown;
}

/** The pages of the recovery board: what stands on them. */
@Injectable()
export class BackupPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly sources: Sources,
    private readonly points: Points,
    private readonly restores: Restores,
    private readonly directory: Directory,
  ) {}

  async board(request: FastifyRequest, reply: FastifyReply) {
    const words = this.words(request);
    const sources = (await this.sources.all()).map((source) => sourceView(source, words));
    return sendPage(reply, this.pages.console(request, 'backup/board', { sources }));
  }

  async source(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string, error?: unknown) {
    const words = this.words(request);
    const points = (await this.points.of(id)).slice(0, SHOWN).map((point) => pointView(point, words));
    const data = {
      source: sourceView(await this.sources.get(id), words),
      points,
      shown: points.length === SHOWN ? SHOWN : undefined,
      restores: (await this.restores.of(id)).map((restore) => restoreView(restore, words)),
      mayTake: by.may('backup:take') && !points.some((point) => point.isRunning),
      mayRestore: by.may('backup:restore') && points.some((point) => point.isOffered),
      form: this.form(request, {}, error),
    };
    if (points.some((point) => point.isRunning)) refresh(request, reply);
    return sendPage(reply, this.pages.console(request, 'backup/source', data), error ? 422 : 200);
  }

  async point(request: FastifyRequest, reply: FastifyReply, by: Actor, sourceId: string, id: string, error?: unknown) {
    const words = this.words(request);
    const data = {
      source: sourceView(await this.sources.get(sourceId), words),
      point: pointView(await this.points.get(id), words),
      mayVerify: by.may('backup:verify'),
      mayRestore: by.may('backup:restore'),
      form: this.form(request, {}, error),
    };
    return sendPage(reply, this.pages.console(request, 'backup/point', data), error ? 422 : 200);
  }

  /** A moment that cannot be had is told on the page of the point that would be chosen. */
  async wish(request: FastifyRequest, reply: FastifyReply, sourceId: string, wish: RestoreWish) {
    const words = this.words(request);
    const source = await this.sources.get(sourceId);
    const { zone } = await this.directory.office(source.source.office);
    const { preview, error } = await this.previewed(sourceId, wish);
    const before = wish.before ?? (preview.reach && toField(preview.reach.to, zone));
    const data = {
      source: sourceView(source, words),
      ...previewView(preview, words),
      before: preview.until && wish.before,
      form: this.form(request, { target: wish.target ?? 'beside', sebelum: before }, error),
    };
    return sendPage(reply, this.pages.console(request, 'backup/restore', data, { zone }), error ? 422 : 200);
  }

  /** Up to its last millisecond, the minute that a field names is not wanted any more. */
  async momentBefore(sourceId: string, before: string | undefined): Promise<Date | string | undefined> {
    const { source } = await this.sources.get(sourceId);
    const at = fromField(before, (await this.directory.office(source.office)).zone);
    return at instanceof Date ? new Date(at.getTime() - 1) : at;
  }

  private async previewed(sourceId: string, { pointId, before, error }: RestoreWish) {
    const until = await this.momentBefore(sourceId, before);
    try {
      return { preview: await this.restores.preview(sourceId, { pointId, until: parse(moment.optional(), until) }), error };
    } catch (refused) {
      if (!before) throw refused;
      return { preview: await this.restores.preview(sourceId), error: error ?? refused };
    }
  }

  async result(request: FastifyRequest, reply: FastifyReply, sourceId: string, id: string) {
    const words = this.words(request);
    const restore = restoreView(await this.restores.get(id), words);
    if (restore.state === 'running') refresh(request, reply);
    const point = pointView(await this.points.get(restore.pointId), words);
    const source = sourceView(await this.sources.get(sourceId), words);
    return sendPage(reply, this.pages.console(request, 'backup/result', { source, restore, point }));
  }

  private words(request: FastifyRequest): Words {
    return new Words(this.texts, localeOf(request));
  }

  private form(request: FastifyRequest, values: Record<string, unknown>, error: unknown) {
    return error === undefined ? emptyForm(values) : failedForm(this.texts, localeOf(request), values, error);
  }
}

/** Without the word of what was done, which would soon be out of date. */
function refresh(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('refresh', `${REFRESH_S}; url=${request.url.split('?')[0]}`);
}
