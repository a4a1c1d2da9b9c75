import { Injectable } from '@nestjs/common';
import { CheckInStore } from './check-in-store.js';
import type { CheckIn } from './types.js';

/** Which offices say that they have opened, and which have not. */
@Injectable()
export class CheckIns {
  constructor(private readonly store: CheckInStore) {}

  /** The newest day of each office that takes part. */
  newest(): Promise<CheckIn[]> {
    return this.store.newest();
  }

  /** Those that were asked and have not said that they are open. */
  async silent(): Promise<CheckIn[]> {
    return (await this.newest()).filter(({ state }) => state === 'asked' || state === 'alarmed');
  }

  /** All that take part, also before their first day. */
  offices(): Promise<string[]> {
    return this.store.offices();
  }
}
