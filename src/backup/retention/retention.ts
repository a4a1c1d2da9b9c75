import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { type FailedPoint, PointStore, type WholePoint } from '../point-store.js';
import { nextDue } from '../rules.js';
import { Shelf } from '../shelf.js';
import type { ArchiveClass, Source } from '../shelf-schema.js';
import { Zones } from '../zones.js';
import { failedVerdicts } from './failed-rules.js';
import { HoldStore } from './hold-store.js';
import { PolicyStore } from './policy-store.js';
import { asOf, policyDigest } from './request-rules.js';
import { RequestStore } from './request-store.js';
import { type Policy, retire, stricter, type Verdict, verdicts } from './retention-rules.js';
import type { Hold, PolicyInForce, Request } from './types.js';

/** So many failed points go with one backup. */
const AT_ONCE = 10;

/** What rules the retention of a source, and what it would do. */
export interface RetentionView {
  sourceId: string;
  onShelf: Policy;
  inForce: Policy;
  /** The shelf says otherwise than what two people know of: until they approve, whichever keeps more rules. */
  isChanged: boolean;
  class?: ArchiveClass;
  /** Why each whole point is kept; those without a reason go with the next backup. Newest first. */
  verdicts: Verdict<WholePoint>[];
  /** The same of those that have failed, and may have left something in the vaults. */
  failed: Verdict<FailedPoint>[];
  /** What would go with the next scheduled backup, were it made and whole. */
  next: { at: Date; points: WholePoint[] };
  holds: Hold[];
  requests: Request[];
}

/** What the board says of the retention of a source. */
export interface RetentionMarks {
  isHeld: boolean;
  isPolicyChanged: boolean;
  isAsked: boolean;
}

/** Questions about what is kept, why, and for how long. */
@Injectable()
export class Retention {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly policies: PolicyStore,
    private readonly holds: HoldStore,
    private readonly requests: RequestStore,
    private readonly zones: Zones,
    private readonly clock: Clock,
  ) {}

  /** Throws `backup.no-such-source`. */
  async of(sourceId: string): Promise<RetentionView> {
    const source = this.shelf.source(sourceId);
    const { policy, isChanged } = await this.policy(source);
    const points = await this.points.whole(sourceId);
    const [zone, now] = [await this.zones.of(source), this.clock.now()];
    const nextAt = nextDue(source.schedule.take, now, zone);
    const coming = comingPoint(sourceId, nextAt);
    const real = this.clock.real();
    const failed = failedVerdicts(await this.points.failed(sourceId), points, { policy, zone }, { now, real });
    const usable = failed.filter(({ point, reasons }) => point.mayBeWhole && reasons.length > 0).map(({ point }) => point);
    const untilThen = new Date(real.getTime() + nextAt.getTime() - now.getTime());
    return {
      sourceId,
      onShelf: source.retention,
      inForce: policy,
      isChanged,
      class: this.shelf.classes.find(({ id }) => id === source.retention.class),
      verdicts: verdicts(points, policy, zone, real, usable),
      failed,
      next: { at: nextAt, points: retire([coming, ...points], policy, zone, untilThen, usable) },
      holds: await this.holds.ofSource(sourceId),
      requests: (await this.requests.ofSource(sourceId)).map((request) => asOf(request, now)),
    };
  }

  /** By source, in three statements, however many sources. */
  async marks(): Promise<Map<string, RetentionMarks>> {
    const [held, known, waiting] = await Promise.all([
      this.holds.heldSources(),
      this.policies.all(),
      this.requests.waiting(this.clock.now()),
    ]);
    const marksOf = (source: Source): RetentionMarks => ({
      isHeld: held.has(source.id),
      isPolicyChanged: differs(
        source,
        known.find(({ sourceId }) => sourceId === source.id),
      ),
      isAsked: waiting.some(({ sourceId }) => sourceId === source.id),
    });
    return new Map(this.shelf.sources.map((source) => [source.id, marksOf(source)]));
  }

  /** What may go now; of what has failed some at a time, as vaults are slow to let go. */
  async due(source: Source): Promise<string[]> {
    const { verdicts, failed } = await this.of(source.id);
    const going = failed.filter(({ reasons }) => reasons.length === 0).slice(0, AT_ONCE);
    const retired = verdicts.filter(({ reasons }) => reasons.length === 0);
    return [...retired, ...going].map(({ point }) => point.id);
  }

  private async policy(source: Source): Promise<{ policy: Policy; isChanged: boolean }> {
    const known = await this.policies.of(source.id);
    return { policy: known ? stricter(known.policy, source.retention) : source.retention, isChanged: differs(source, known) };
  }
}

function comingPoint(sourceId: string, begunAt: Date): WholePoint {
  const nothing = { held: false, unread: false, inUse: false, standsOn: [] };
  return { id: 'next', sourceId, state: 'verified', cause: 'schedule', begunAt, ...nothing };
}

export function differs({ retention }: Source, known: PolicyInForce | undefined): boolean {
  return known !== undefined && known.digest !== policyDigest(retention);
}
