import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Events } from '../../platform/index.js';
import { BackupStored, PointFailed } from '../events.js';
import { PointStore } from '../point-store.js';
import { condemns, mayComeBack, move } from '../rules.js';
import { foundInput } from '../trouble.js';
import type { Copy, Point, Trouble } from '../types.js';
import { ofRemoved } from './removed.js';

const input = z.object({
  pointId: z.uuid(),
  /** What reading each copy back has shown. */
  found: z.array(foundInput).min(1),
});
type Command = z.output<typeof input>;

/**
 * Every copy was read back. One whole copy verifies the point; when all of them are bad, the point has failed. One that had failed only
 * by its bytes is verified again by a whole copy, and has to be proven anew; any other that had failed stays so.
 */
@Injectable()
export class RecordVerified extends Change<Command, void> {
  readonly name = 'backup.record-verified';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(
    private readonly points: PointStore,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ pointId, found }: Command, _by: Actor, now: Date) {
    const point = await this.points.lock(pointId);
    if (point.removedAt) return ofRemoved(point);
    for (const one of found) await this.points.saveCopy(copyOf(pointId, one, now));
    const next = judge(point, found, now);
    await this.points.save(next);
    const news = { pointId, sourceId: point.sourceId };
    if (next.state === 'verified' && point.state === 'stored') await this.events.emit(BackupStored, news);
    if (next.state === 'failed' && point.state !== 'failed') await this.events.emit(PointFailed, news);
    const detail = {
      source: point.sourceId,
      state: next.state,
      isBack: point.state === 'failed' && next.state !== 'failed',
      found: found.map(({ vaultId, trouble }) => `${vaultId}: ${trouble?.code ?? 'whole'}`),
    };
    return { result: undefined, subject: { type: 'recovery-point', id: pointId }, detail };
  }
}

function copyOf(pointId: string, { vaultId, trouble }: Command['found'][number], now: Date): Copy {
  const state = !trouble ? 'verified' : condemns(trouble.code) ? 'failed' : 'stored';
  return { pointId, vaultId, state, readAt: now, trouble };
}

function judge(point: Point, found: Command['found'], now: Date): Point {
  const trouble = found.find((one) => one.trouble)?.trouble;
  const isWhole = found.some((one) => !one.trouble);
  if (point.state === 'failed') return isWhole && mayComeBack(point) ? broughtBack(point, trouble, now) : point;
  if (isWhole) return { ...point, state: move(point, 'verified'), verifiedAt: now, trouble };
  const allBad = found.every((one) => condemns(one.trouble?.code ?? ''));
  return allBad ? { ...point, state: move(point, 'failed'), failedAt: now, trouble } : { ...point, trouble };
}

function broughtBack(point: Point, trouble: Trouble | undefined, now: Date): Point {
  const unproven = { provenAt: undefined, proof: undefined, proveSeconds: undefined };
  return { ...point, ...unproven, state: move(point, 'verified'), verifiedAt: now, failedAt: undefined, trouble };
}
