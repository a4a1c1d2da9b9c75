import { Injectable } from '@nestjs/common';
import { Engines } from './engines/engines.js';
import { errors } from './errors.js';
import { PointStore } from './point-store.js';
import { checkReach, pointFor, type Reach } from './reach.js';
import { isOffered } from './rules.js';
import { Shelf } from './shelf.js';
import type { Source } from './shelf-schema.js';
import type { Point } from './types.js';
import { Vaults } from './vaults/vaults.js';

/** Going back to any moment, where a source keeps its log. */
@Injectable()
export class Moments {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly engines: Engines,
    private readonly vaults: Vaults,
  ) {}

  /** What the vault can bring back now; undefined for a source that can go back to its points only, or has none yet. */
  async reach(sourceId: string): Promise<Reach | undefined> {
    const source = this.shelf.source(sourceId);
    return this.of(source, await this.offered(source));
  }

  /** The point from which the moment is reached. Throws `cannot-go-back`, `too-early`, `too-late` or `in-a-gap`. */
  async pointFor(sourceId: string, until: Date): Promise<Point> {
    const source = this.shelf.source(sourceId);
    const points = await this.offered(source);
    if (points.length === 0) throw errors.nothingToRestore({ source: sourceId });
    const reach = await this.of(source, points);
    if (!reach) throw errors.cannotGoBack({ source: sourceId });
    checkReach(reach, until);
    const point = pointFor(points, until);
    if (!point) throw errors.tooEarly({ detail: `< ${reach.from.toISOString()}` });
    return point;
  }

  private async of(source: Source, points: readonly Point[]): Promise<Reach | undefined> {
    const engine = this.engines.of(source);
    const manifests = points.flatMap(({ manifest }) => manifest ?? []);
    if (!engine.reach || manifests.length === 0) return undefined;
    return engine.reach(source, await this.vaults.open(source.vaults[0] as string, 'prover'), manifests);
  }

  /** Newest data first. */
  private async offered(source: Source): Promise<Point[]> {
    const points = (await this.points.ofSource(source.id)).filter(isOffered);
    return points.toSorted((a, b) => (b.takenAt?.getTime() ?? 0) - (a.takenAt?.getTime() ?? 0));
  }
}
