import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Points, Restores, Sources } from '../../backup/index.js';
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
  reason?: string;
  hapus?: string;
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
  ) {}

  async board(request: FastifyRequest, reply: FastifyReply, by: Actor) {
    const words = this.words(request);
    const sources = (await this.sources.all()).map((source) => sourceView(source, words));
    const offices = [...Map.groupBy(sources, ({ office }) => office)]
      .filter(([, some]) => some.length > 1)
      .map(([office]) => office);
    return sendPage(
      reply,
      this.pages.console(request, 'backup/board', { sources, offices: by.may('backup:restore') ? offices : [] }),
    );
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

  async wish(request: FastifyRequest, reply: FastifyReply, sourceId: string, { pointId, error, ...wished }: RestoreWish) {
    const words = this.words(request);
    const preview = await this.restores.preview(sourceId, pointId);
    const data = {
      source: sourceView(await this.sources.get(sourceId), words),
      ...previewView(preview, words),
      form: this.form(request, { ...wished, target: wished.target ?? 'beside' }, error),
    };
    return sendPage(reply, this.pages.console(request, 'backup/restore', data), error ? 422 : 200);
  }

  async series(request: FastifyRequest, reply: FastifyReply, id: string) {
    const words = this.words(request);
    const names = new Map((await this.sources.all()).map(({ source }) => [source.id, source.name]));
    const found = await this.restores.series(id);
    const restores = found.map((restore) => ({ ...restoreView(restore, words), name: names.get(restore.sourceId) }));
    if (restores.some(({ state }) => state === 'running')) refresh(request, reply);
    return sendPage(reply, this.pages.console(request, 'backup/series', { restores }));
  }

  async result(request: FastifyRequest, reply: FastifyReply, by: Actor, sourceId: string, id: string, error?: unknown) {
    const words = this.words(request);
    const found = await this.restores.get(id);
    if (found.state === 'running' || found.lastSwitch?.state === 'running') refresh(request, reply);
    const mayChange = by.may('backup:switch');
    const data = {
      source: sourceView(await this.sources.get(sourceId), words),
      restore: restoreView(found, words),
      point: pointView(await this.points.get(found.pointId), words),
      ways: await this.restores.waysIn(id),
      originalName: found.originalName,
      isOwn: found.askedBy === by.person,
      mayApprove: by.may('backup:approve'),
      maySwitch: mayChange && found.nextWay === 'forth',
      maySwitchBack: mayChange && found.nextWay === 'back',
      form: this.form(request, {}, error),
    };
    return sendPage(reply, this.pages.console(request, 'backup/result', data), error ? 422 : 200);
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
