import { Injectable } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Durable } from '../../platform/index.js';
import { PointStore } from '../point-store.js';
import { RecordRemoved } from '../records/record-removed.js';
import { RecordTrouble } from '../records/record-trouble.js';
import { retire } from '../rules.js';
import { attempt } from '../trouble.js';
import { Copies } from './copies.js';
import { Keeping } from './keeping.js';

const SYSTEM = Actor.system('backup');

/** Retention: the newest copies stay, and the last proven one always. */
@Injectable()
export class Retiring {
  constructor(
    private readonly durable: Durable,
    private readonly points: PointStore,
    private readonly copies: Copies,
    private readonly keeping: Keeping,
    private readonly recordRemoved: RecordRemoved,
    private readonly recordTrouble: RecordTrouble,
  ) {}

  /** Part of the workflow that has just made the point. */
  async retire(newestPointId: string): Promise<void> {
    const due = await this.durable.step('choose what retires', () => this.due(newestPointId));
    if (due.length === 0) return;
    for (const pointId of due) await this.recordRemoved.run(SYSTEM, { pointId });
    // Before the copies go: what the catalogue names is in the vault.
    await this.keeping.publish('retired');
    for (const pointId of due) {
      const removed = await this.durable.step(`remove ${pointId}`, () => attempt(() => this.copies.remove(pointId)));
      if (!removed.ok) await this.recordTrouble.run(SYSTEM, { pointId, trouble: removed.trouble });
    }
  }

  private async due(newestPointId: string): Promise<string[]> {
    const { point, source } = await this.copies.open(newestPointId);
    return retire(await this.points.ofSource(point.sourceId), source.keep).map(({ id }) => id);
  }
}
