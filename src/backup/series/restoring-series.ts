import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Durable } from '../../platform/index.js';
import { errors } from '../errors.js';
import { RecordRestored } from '../records/record-restored.js';
import { RestoreStore } from '../restore-store.js';
import { Shelf } from '../shelf.js';
import { troubleOf } from '../trouble.js';
import type { Restore } from '../types.js';
import { SERIES } from '../workflows/names.js';
import { Restoring } from '../workflows/restoring.js';

const SYSTEM = Actor.system('backup');

/** One restore after the other; what comes after a failed one is not begun. */
@Injectable()
export class RestoringSeries implements OnModuleInit {
  constructor(
    private readonly durable: Durable,
    private readonly shelf: Shelf,
    private readonly restores: RestoreStore,
    private readonly restoring: Restoring,
    private readonly recordRestored: RecordRestored,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(SERIES, (seriesId: string) => this.restoreAll(seriesId));
  }

  private async restoreAll(seriesId: string): Promise<void> {
    const failed: string[] = [];
    for (const { id } of await this.restores.ofSeries(seriesId)) {
      const restore = await this.restores.get(id);
      const source = this.shelf.source(restore.sourceId).after.find((needed) => failed.includes(needed));
      if (source) await this.stop(restore, source);
      else await this.restoring.restore(id);
      if ((await this.restores.get(id)).state === 'failed') failed.push(restore.sourceId);
    }
  }

  private async stop({ id, place }: Restore, source: string): Promise<void> {
    const trouble = troubleOf(errors.dependencyFailed({ source, detail: source }));
    await this.recordRestored.run(SYSTEM, { restoreId: id, place, trouble });
  }
}
