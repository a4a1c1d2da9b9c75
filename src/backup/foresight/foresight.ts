import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/index.js';
import type { Destination } from '../engines/engine.js';
import { Engines } from '../engines/engines.js';
import { errors } from '../errors.js';
import { PointStore } from '../point-store.js';
import type { Source } from '../shelf-schema.js';
import type { Point } from '../types.js';
import { type Newer, neededBytes, newerThan } from './rules.js';

/** Where a restore goes, and whether there is room. */
export interface Room extends Partial<Destination> {
  /** As measured by a restore of this source; undefined when there was none. */
  neededBytes?: number;
  fits: 'yes' | 'no' | 'unknown';
}

/** What is known of a restore before it begins. */
@Injectable()
export class Foresight {
  constructor(
    private readonly engines: Engines,
    private readonly points: PointStore,
  ) {}

  async room(source: Source, point: Point): Promise<Room> {
    const needed = neededBytes(point, await this.points.ofSource(source.id));
    const found = await this.engines.of(source).destination?.(source);
    const isKnown = found?.freeBytes !== undefined && needed !== undefined;
    return { ...found, neededBytes: needed, fits: isKnown ? (found.freeBytes! < needed ? 'no' : 'yes') : 'unknown' };
  }

  /** Throws `no-room` where it surely does not fit. */
  async mustFit(source: Source, point: Point): Promise<void> {
    const { fits, server, freeBytes: free, neededBytes: needed } = await this.room(source, point);
    if (fits === 'no') throw errors.noRoom({ place: server, free, needed, detail: `${server}: ${free} < ${needed}` });
  }

  /** What the source holds now that the point does not; undefined where it does not answer, or not soon enough. */
  async newer(source: Source, { manifest }: Point): Promise<Newer | undefined> {
    const engine = this.engines.of(source);
    if (!engine.census || !manifest) return undefined;
    try {
      const census = await engine.census(source);
      return census && newerThan(manifest.tables, census);
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }
}
