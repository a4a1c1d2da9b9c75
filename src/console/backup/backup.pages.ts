import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  CatalogueStanding,
  Leftovers,
  Points,
  ProtectedServices,
  Restores,
  Retention,
  SeriesPreview,
  SharedAlarms,
  Sources,
} from '../../backup/index.js';
import { Directory } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { moment, parse, Texts } from '../../platform/index.js';
import { emptyForm, failedForm, localeOf, Pages } from '../../web/index.js';
import { fromField, toField } from '../incidents/local-time.js';
import { sendPage } from '../send-page.js';
import { leftView, nameIn, servicesView } from './board.views.js';
import { RetentionWords } from './retention.views.js';
import { pointView, previewView, restoreView, sourceView } from './views.js';
import { Words } from './words.js';

const SHOWN = 30;
const REFRESH_S = 2;

export interface RestoreWish {
  pointId?: string;
  /** The minute before which everything comes back, by the wall clock of the office. */
  before?: string;
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
    private readonly several: SeriesPreview,
    private readonly retention: Retention,
    private readonly protectedServices: ProtectedServices,
    private readonly directory: Directory,
    private readonly shared: SharedAlarms,
    private readonly catalogue: CatalogueStanding,
    private readonly leftovers: Leftovers,
  ) {}

  async board(request: FastifyRequest, reply: FastifyReply, by: Actor) {
    by.must('backup:read');
    const words = this.words(request);
    const nameOf = await this.serviceNames(request);
    const marks = await this.retention.marks();
    const sources = (await this.sources.all()).map((standing) => ({
      ...sourceView(standing, words),
      ...marks.get(standing.source.id),
      services: standing.source.services.map(nameOf).join(', '),
    }));
    const { copies, ...catalogue } = await this.catalogue.now();
    const several = [...Map.groupBy(sources, ({ office }) => office)].flatMap(([office, some]) =>
      office && some.length > 1 ? [office] : [],
    );
    const offices = await this.directory.officesByIds(several);
    const data = {
      sources,
      offices: by.may('backup:restore') ? offices : [],
      leftovers: (await this.leftovers.all()).map((left) => leftView(left, sources, words)),
      failed: (await this.leftovers.ofFailed()).map((left) => ({ ...left, name: nameIn(sources, left.sourceId) })),
      shared: (await this.shared.all()).map((one) => ('escrow' in one ? one : { ...one, trouble: words.trouble(one.trouble) })),
      catalogue: { ...catalogue, copies: copies.map((copy) => ({ ...copy, trouble: words.trouble(copy.trouble) })) },
    };
    return sendPage(reply, this.pages.console(request, 'backup/board', data));
  }

  async services(request: FastifyRequest, reply: FastifyReply, by: Actor) {
    by.must('backup:read');
    const data = servicesView(await this.protectedServices.board(), localeOf(request));
    return sendPage(reply, this.pages.console(request, 'backup/services', data));
  }

  async source(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string, error?: unknown) {
    by.must('backup:read');
    const words = this.words(request);
    const points = (await this.points.of(id)).slice(0, SHOWN).map((point) => pointView(point, words));
    const standing = await this.sources.get(id);
    const data = {
      source: sourceView(standing, words),
      ...(await this.retention.marks()).get(id),
      points,
      shown: points.length === SHOWN ? SHOWN : undefined,
      restores: (await this.restores.of(id)).map((restore) => restoreView(restore, words)),
      // Payments stand in a database.
      mayMatch: by.may('settlement:work') && 'system' in standing.source,
      mayTake: by.may('backup:take') && !points.some((point) => point.isRunning),
      mayPrint: by.may('backup:restore'),
      mayRestore: by.may('backup:restore') && points.some((point) => point.isOffered),
      form: this.form(request, {}, error),
    };
    if (points.some((point) => point.isRunning)) refresh(request, reply);
    const { timeZone: zone } = standing;
    return sendPage(reply, this.pages.console(request, 'backup/source', data, { zone }), error ? 422 : 200);
  }

  async point(request: FastifyRequest, reply: FastifyReply, by: Actor, sourceId: string, id: string, error?: unknown) {
    by.must('backup:read');
    const words = this.words(request);
    const source = await this.sources.get(sourceId);
    const data = {
      source: sourceView(source, words),
      point: pointView(await this.points.get(id), words),
      why: await this.why(request, sourceId, id),
      mayHold: by.may('backup:hold'),
      mayAsk: by.may('backup:ask'),
      mayVerify: by.may('backup:verify'),
      mayRestore: by.may('backup:restore'),
      form: this.form(request, {}, error),
    };
    const { timeZone: zone } = source;
    return sendPage(reply, this.pages.console(request, 'backup/point', data, { zone }), error ? 422 : 200);
  }

  /** A moment that cannot be had is told on the page of the point that would be chosen. */
  async wish(request: FastifyRequest, reply: FastifyReply, by: Actor, sourceId: string, wish: RestoreWish) {
    by.must('backup:restore');
    const words = this.words(request);
    const source = await this.sources.get(sourceId);
    const zone = source.timeZone;
    const { preview, error } = await this.previewed(sourceId, wish);
    const before = wish.before ?? (preview.reach && toField(preview.reach.to, zone));
    const data = {
      source: sourceView(source, words),
      ...previewView(preview, words),
      before: preview.until && wish.before,
      form: this.form(request, { ...wish, target: wish.target ?? 'beside', sebelum: before }, error),
    };
    return sendPage(reply, this.pages.console(request, 'backup/restore', data, { zone }), error ? 422 : 200);
  }

  /** Up to its last millisecond, the minute that a field names is not wanted any more. */
  async momentBefore(sourceId: string, before: string | undefined): Promise<Date | string | undefined> {
    const at = fromField(before, (await this.sources.get(sourceId)).timeZone);
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

  async seriesWish(request: FastifyRequest, reply: FastifyReply, by: Actor, office: string, error?: unknown) {
    by.must('backup:restore');
    const words = this.words(request);
    const { steps, estimatedSeconds, canBegin } = await this.several.of({ officeId: office });
    const data = {
      office,
      steps: steps.map(({ preview, trouble, ...step }) => ({
        ...step,
        preview: preview && previewView(preview, words),
        trouble: words.trouble(trouble),
      })),
      takes: words.seconds(estimatedSeconds),
      canBegin,
      form: this.form(request, {}, error),
    };
    return sendPage(reply, this.pages.console(request, 'backup/series-wish', data), error ? 422 : 200);
  }

  async series(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string) {
    by.must('backup:read');
    const words = this.words(request);
    const names = new Map(this.sources.declared.map((source) => [source.id, source.name]));
    const found = await this.restores.series(id);
    const restores = found.map((restore) => ({ ...restoreView(restore, words), name: names.get(restore.sourceId) }));
    if (restores.some(({ state }) => state === 'running')) refresh(request, reply);
    return sendPage(reply, this.pages.console(request, 'backup/series', { restores }));
  }

  async result(request: FastifyRequest, reply: FastifyReply, by: Actor, sourceId: string, id: string, error?: unknown) {
    by.must('backup:read');
    const words = this.words(request);
    const found = await this.restores.get(id);
    if (found.state === 'running' || found.lastSwitch?.state === 'running') refresh(request, reply);
    const mayChange = by.may('backup:switch');
    const standing = await this.sources.get(sourceId);
    const [source, zone] = [sourceView(standing, words), standing.timeZone];
    const data = {
      source,
      restore: restoreView(found, words),
      point: pointView(await this.points.get(found.pointId), words),
      ways: await this.restores.waysIn(id),
      sort: source.kind === 'folder' ? 'folder' : 'database',
      originalName: found.originalName,
      isOwn: found.askedBy === by.person,
      mayApprove: by.may('backup:approve'),
      maySwitch: mayChange && found.nextWay === 'forth',
      maySwitchBack: mayChange && found.nextWay === 'back',
      form: this.form(request, {}, error),
    };
    return sendPage(reply, this.pages.console(request, 'backup/result', data, { zone }), error ? 422 : 200);
  }

  /** Why a point is kept; nothing for one that goes, or is not whole. */
  private async why(request: FastifyRequest, sourceId: string, id: string): Promise<string> {
    const { verdicts, failed } = await this.retention.of(sourceId);
    const words = new RetentionWords(this.texts, localeOf(request), () => undefined);
    const reasons = [...verdicts, ...failed].find(({ point }) => point.id === id)?.reasons ?? [];
    return reasons.map((reason) => words.reason(reason)).join(', ');
  }

  private async serviceNames(request: FastifyRequest): Promise<(id: string) => string> {
    const services = await this.directory.services();
    return (id) => services.find((service) => service.id === id)?.names[localeOf(request)] ?? id;
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
