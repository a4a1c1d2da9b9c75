import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock, DomainError } from '../../platform/index.js';
import { Engines } from '../engines/engines.js';
import { LogWatchStore } from '../log-watch-store.js';
import { Moments } from '../moments.js';
import { Shelf } from '../shelf.js';
import type { ClusterSource } from '../shelf-schema.js';
import { RoleDuty } from '../vaults/role-duty.js';

const EVERY_MS = 20_000;

/** The writer looks at the log of each server as often as its source says: whether it comes, and whether it is whole. */
@Injectable()
export class LogWatch {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly shelf: Shelf,
    private readonly moments: Moments,
    private readonly engines: Engines,
    private readonly watches: LogWatchStore,
    private readonly clock: Clock,
    private readonly duty: RoleDuty,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    if (!this.duty.here.includes('writer')) return;
    for (const source of this.shelf.sources)
      if (source.engine === 'pgbackrest') await this.look(source).catch((error) => this.tell(source.id, error));
  }

  /** Then the server is asked to send on what it has: a quiet night is no silence. */
  private async look(source: ClusterSource): Promise<void> {
    const now = this.clock.now();
    const seen = await this.watches.of(source.id);
    if (seen && now.getTime() - seen.lookedAt.getTime() < source.wal.everyMs) return;
    const reach = await this.moments.reach(source.id);
    if (!reach) return;
    await this.watches.save(source.id, reach, now);
    await this.engines.of(source).sendLog?.(source);
  }

  /** A server or a vault that is away shows as silence on the board. */
  private tell(source: string, error: unknown): void {
    if (error instanceof DomainError) this.logger.warn(`${source}: ${error.message}`);
    else this.logger.error(error);
  }
}
