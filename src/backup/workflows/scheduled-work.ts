import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { DomainError, Durable } from '../../platform/index.js';
import { ProvePoint } from '../prove-point.js';
import { TakeBackup } from '../take-backup.js';
import { VerifyPoint } from '../verify-point.js';
import { SCHEDULED } from './names.js';

export type Scheduled = 'take' | 'prove' | 'verify';

const SYSTEM = Actor.system('backup');

/** What the schedule has begun, as the product itself. */
@Injectable()
export class ScheduledWork implements OnModuleInit {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly durable: Durable,
    private readonly take: TakeBackup,
    private readonly prove: ProvePoint,
    private readonly verify: VerifyPoint,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(SCHEDULED, (what: Scheduled, id: string) => this.begin(what, id));
  }

  /** What was begun by hand in the meantime is not an error. */
  private async begin(what: Scheduled, id: string): Promise<void> {
    try {
      if (what === 'take') await this.take.run(SYSTEM, { sourceId: id });
      else await this[what].run(SYSTEM, { pointId: id });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.warn(`${what} ${id}: ${error.message}`);
    }
  }
}
