import { Injectable } from '@nestjs/common';
import { PointStore } from './point-store.js';
import { Shelf } from './shelf.js';
import type { Copy, Point } from './types.js';

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

  /** With its copies; throws `backup.no-such-point`. */
  async get(id: string): Promise<Point & { copies: Copy[] }> {
    return { ...(await this.points.get(id)), copies: await this.points.copies(id) };
  }
}
