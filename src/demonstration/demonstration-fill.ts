import { Injectable, Logger } from '@nestjs/common';
import { ImportDirectory } from '../directory/index.js';
import { Actor, SetUpDemonstration } from '../people/index.js';
import { Instance } from '../platform/index.js';
import { SetDemonstrationClock } from './set-demonstration-clock.js';

/** Half an hour before the fire. */
const EVENING = '2025-08-30T21:00:00+07:00';

/** Fills a new demonstration database, once. */
@Injectable()
export class DemonstrationFill {
  private readonly logger = new Logger('demonstration');
  private readonly by = Actor.system('demonstration');

  constructor(
    private readonly instance: Instance,
    private readonly setClock: SetDemonstrationClock,
    private readonly importDirectory: ImportDirectory,
    private readonly setUpPeople: SetUpDemonstration,
  ) {}

  /** Does nothing in production, in a drill, or when it was filled before. */
  async fillOnce(): Promise<void> {
    if (this.instance.kind !== 'demonstration' || this.instance.filledAt) return;
    await this.setClock.run(this.by, { at: EVENING });
    await this.importDirectory.run(this.by, {});
    await this.setUpPeople.run(this.by, {});
    await this.instance.markFilled();
    this.logger.debug('filled');
  }
}
