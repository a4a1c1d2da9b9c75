import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CatalogueStanding, Escrows, Points, Restores, Sources } from '../../backup/index.js';
import type { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { emptyForm, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { pointView, previewView, restoreView, sourceView } from './views.js';
import { Words } from './words.js';

const SHOWN = 30;
const REFRESH_S = 2;

export interface RestoreWish {
  pointId?: string;
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
    private readonly escrows: Escrows,
    private readonly catalogue: CatalogueStanding,
  ) {}

  async board(request: FastifyRequest, reply: FastifyReply) {
    const words = this.words(request);
    const sources = (await this.sources.all()).map((source) => sourceView(source, words));
    const { copies, ...catalogue } = await this.catalogue.now();
    const data = {
      sources,
      escrow: await this.escrows.standing(),
      catalogue: { ...catalogue, copies: copies.map((copy) => ({ ...copy, trouble: words.trouble(copy.trouble) })) },
    };
    return sendPage(reply, this.pages.console(request, 'backup/board', data));
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

  async wish(request: FastifyRequest, reply: FastifyReply, sourceId: string, { pointId, target, error }: RestoreWish) {
    const words = this.words(request);
    const preview = await this.restores.preview(sourceId, pointId);
    const data = {
      source: sourceView(await this.sources.get(sourceId), words),
      ...previewView(preview, words),
      form: this.form(request, { target: target ?? 'beside' }, error),
    };
    return sendPage(reply, this.pages.console(request, 'backup/restore', data), error ? 422 : 200);
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
