import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../platform/index.js';
import { detailOf } from './trouble.js';

/** The log's lines on work that comes again with every tick: an expected trouble is one line, once while it lasts. */
@Injectable()
export class Tellings {
  private readonly logger = new Logger('backup');
  private readonly told = new Map<string, string>();

  /** Does the work for this source, and tells what fails instead of throwing it. */
  async about(sourceId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.told.delete(sourceId);
    } catch (error) {
      this.tell(sourceId, error);
    }
  }

  private tell(sourceId: string, error: unknown): void {
    if (!(error instanceof DomainError)) {
      this.logger.error(error);
      return;
    }
    const line = `${sourceId}: ${error.code}: ${detailOf(error)}`;
    if (this.told.get(sourceId) === line) return;
    this.told.set(sourceId, line);
    this.logger.warn(line);
  }
}
