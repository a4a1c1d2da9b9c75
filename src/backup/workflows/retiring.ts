import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Durable } from '../../platform/index.js';
import { RecordGone } from '../records/record-gone.js';
import { RecordRemoved } from '../records/record-removed.js';
import { Retention } from '../retention/index.js';
import { attempt } from '../trouble.js';
import { Copies } from './copies.js';
import { Keeping } from './keeping.js';
import { REMOVE, RETIRE } from './names.js';

const SYSTEM = Actor.system('backup');

/** Taking copies away: what the policy in force no longer keeps, what failed points have left, and what two people have decided. */
@Injectable()
export class Retiring implements OnModuleInit {
  constructor(
    private readonly durable: Durable,
    private readonly retention: Retention,
    private readonly copies: Copies,
    private readonly keeping: Keeping,
    private readonly recordRemoved: RecordRemoved,
    private readonly recordGone: RecordGone,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(RETIRE, (pointId: string) => this.retire(pointId));
    this.durable.workflow(REMOVE, (pointId: string) => this.remove(pointId));
  }

  private async retire(newestPointId: string): Promise<void> {
    const due = await this.durable.step('choose what retires', () => this.due(newestPointId));
    const removed: string[] = [];
    for (const pointId of due) if ((await attempt(() => this.recordRemoved.run(SYSTEM, { pointId }))).ok) removed.push(pointId);
    if (removed.length > 0) await this.keeping.publish(removed);
  }

  private async remove(pointId: string): Promise<void> {
    const found = await this.durable.step(`remove ${pointId}`, () => this.copies.remove(pointId));
    await this.recordGone.run(SYSTEM, { pointId, found });
    await this.keeping.thin();
  }

  private async due(newestPointId: string): Promise<string[]> {
    const { source } = await this.copies.open(newestPointId);
    return this.retention.due(source);
  }
}
