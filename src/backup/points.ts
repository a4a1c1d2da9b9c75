import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { errors } from './errors.js';
import { PointStore } from './point-store.js';
import { isOffered, isReadable } from './rules.js';
import { Shelf } from './shelf.js';
import type { Copy, Point } from './types.js';

const MAY = { verify: isReadable, prove: isOffered };

@Injectable()
export class Points {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
  ) {}

  /** Newest first, the newest 200; throws `backup.no-such-source`. */
  of(sourceId: string): Promise<Point[]> {
    return this.points.ofSource(this.shelf.source(sourceId).id);
  }

  /** How many copies of each source are kept, by who had them made. */
  kept(): Promise<(Pick<Point, 'sourceId' | 'cause'> & { count: number })[]> {
    return this.points.kept();
  }

  /**
   * The point of this id; of a source, its newest one that may be worked on so. Throws `backup.no-such-point` where it is the id of
   * neither, and `backup.nothing-to-restore` where the source has none.
   */
  async meant(id: string, work: keyof typeof MAY): Promise<Point> {
    if (z.uuid().safeParse(id).success) return this.points.get(id);
    if (!this.shelf.sources.some((source) => source.id === id)) throw errors.noSuchPoint({ point: id });
    const newest = (await this.points.ofSource(id)).find(MAY[work]);
    if (!newest) throw errors.nothingToRestore({ source: id });
    return newest;
  }

  /** With its copies; throws `backup.no-such-point`. */
  async get(id: string): Promise<Point & { copies: Copy[] }> {
    return { ...(await this.points.get(id)), copies: await this.points.copies(id) };
  }
}
