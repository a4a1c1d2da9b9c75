import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { HOUR_MS, isUniqueViolation, moment, newId, Tx } from '../platform/index.js';
import { ChosenPoint } from './chosen-point.js';
import { Engines } from './engines/engines.js';
import { errors } from './errors.js';
import { Foresight } from './foresight/foresight.js';
import { PointStore } from './point-store.js';
import { RestoreStore } from './restore-store.js';
import { Shelf } from './shelf.js';
import type { Source } from './shelf-schema.js';
import type { Restore, RestoreTarget } from './types.js';
import { RESTORE } from './workflows/names.js';

const ASK_HOURS = 24;

const input = z
  .object({
    sourceId: z.string(),
    /** The newest proven point when not given, else the newest verified one. */
    pointId: z.uuid().optional(),
    /** The moment to go back to, for a source that keeps its log; in place of a point. */
    until: moment.optional(),
    /** `original` gives the result the source's own name, which must be free; `in-place` only asks: `ApproveRestore` begins it. */
    target: z.enum(['beside', 'original', 'in-place']).default('beside'),
    /** Why it must be in place. */
    reason: z.string().trim().min(3).max(1000).optional(),
    /** In place only: the original goes once the restored one has its name; kept when not given. */
    dropsOriginal: z.boolean().default(false),
  })
  .refine(({ target, reason }) => target !== 'in-place' || reason, { path: ['reason'], message: 'required to restore in place' });

/** Begins a restore into a place that does not exist yet; a workflow fills it, proves it and records how it went. */
@Injectable()
export class RestorePoint extends Change<z.output<typeof input>, Restore> {
  readonly name = 'backup.restore';
  readonly permission = 'backup:restore';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly restores: RestoreStore,
    private readonly engines: Engines,
    private readonly chosen: ChosenPoint,
    private readonly foresight: Foresight,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform(command: z.output<typeof input>, by: Actor, now: Date) {
    const restore = await this.prepare(command, by, now);
    const { id, sourceId, pointId, until, target, state } = restore;
    if (state === 'running') await this.tx.start(RESTORE, `restore-${id}`, id);
    return { result: restore, subject: { type: 'restore', id }, detail: { source: sourceId, point: pointId, target, until } };
  }

  /** Written down, and not begun. Throws all that can be known to stand in its way. */
  async prepare(
    command: Omit<z.input<typeof input>, 'until'> & { until?: Date },
    by: Actor,
    now: Date,
    series: Pick<Restore, 'seriesId' | 'position'> = {},
  ): Promise<Restore> {
    const { sourceId, pointId, until, target = 'beside', reason, dropsOriginal = false } = command;
    const source = this.shelf.source(sourceId);
    await this.points.guard(sourceId);
    const point = await this.chosen.of(sourceId, { pointId, until });
    await this.checkTarget(source, target);
    await this.foresight.mustFit(source, point);
    const id = newId();
    const isAsked = target === 'in-place';
    const restore: Restore = {
      id,
      sourceId,
      pointId: point.id,
      target,
      until,
      place: this.engines.of(source).placeName(source, 'restore', id),
      state: isAsked ? 'asked' : 'running',
      phase: 'waiting',
      begunAt: now,
      bytesTotal: point.rawBytes ?? 0,
      bytesDone: 0,
      dropsOriginal: isAsked && dropsOriginal,
      ...series,
      ...(isAsked && { askedBy: by.person, reason, dueAt: new Date(now.getTime() + ASK_HOURS * HOUR_MS) }),
    };
    await this.restores.add(restore).catch((error) => {
      throw isUniqueViolation(error, 'restore_one_original') ? errors.alreadyRunning({ source: sourceId }) : error;
    });
    return restore;
  }

  private async checkTarget(source: Source, target: RestoreTarget): Promise<void> {
    if (target === 'beside') return;
    const engine = this.engines.of(source);
    const [name, exists] = [engine.originalName(source), await engine.originalExists(source)];
    if (target === 'original' && exists) throw errors.nameTaken({ name });
    if (target === 'in-place' && !engine.exchange) throw errors.noSwitch({ source: source.id });
    if (target === 'in-place' && !exists) throw errors.nothingThere({ name });
  }
}
