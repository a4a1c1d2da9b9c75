import { Injectable } from '@nestjs/common';
import { type Restore as Restored, RestorePoint, Restores } from '../../backup/index.js';
import { Cast } from './cast.js';
import type { Chapter } from './chapter.js';
import { SOURCE } from './facts.js';

@Injectable()
export class Restore implements Chapter {
  readonly at = '2025-08-31T09:00:00+07:00';
  readonly title = 'An IT officer restores the database of the burned office, and gets proof';

  constructor(
    private readonly cast: Cast,
    private readonly restore: RestorePoint,
    private readonly restores: Restores,
  ) {}

  async isOver(): Promise<boolean> {
    return (await this.newest()) !== undefined;
  }

  async play(): Promise<void> {
    await this.restore.run(await this.cast.as('recovery-officer'), { sourceId: SOURCE, target: 'original' });
  }

  async hasSettled(): Promise<boolean> {
    return (await this.newest())?.state !== 'running';
  }

  async tell(): Promise<string[]> {
    const restore = await this.newest();
    const tables = restore?.proof?.tables ?? [];
    const rows = tables.reduce((sum, table) => sum + table.rowsNow, 0);
    const same = tables.length > 0 && tables.every((table) => table.same);
    const told = same
      ? `${tables.length} tables, ${rows} rows: counts and digests as at backup time`
      : `state ${restore?.state}, NOT the same`;
    return [`${told}, in ${restore?.seconds?.toFixed(1) ?? '?'} s`, `/dasbor/pemulihan/${SOURCE}`];
  }

  private async newest(): Promise<Restored | undefined> {
    return (await this.restores.of(SOURCE))[0];
  }
}
