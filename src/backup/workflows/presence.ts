import { Injectable } from '@nestjs/common';
import { Instance } from '../../platform/index.js';
import { Engines } from '../engines/engines.js';
import { isOwn, type Source } from '../shelf-schema.js';

/** Whether a source is to be looked after yet. */
@Injectable()
export class Presence {
  constructor(
    private readonly instance: Instance,
    private readonly engines: Engines,
  ) {}

  /** The database of a demonstration comes and goes with its story; everywhere else, what is not there is an alarm. */
  async isAwaited(source: Source): Promise<boolean> {
    if (this.instance.kind !== 'demonstration') return true;
    return isOwn(source) ? this.instance.isFilled() : this.engines.of(source).originalExists(source);
  }
}
