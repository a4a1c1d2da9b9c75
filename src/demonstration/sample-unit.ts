import { Injectable } from '@nestjs/common';
import { Directory, StartOutreach } from '../directory/index.js';
import { Actor } from '../people/index.js';

const UNIT = { officeId: 'samsat-pare', serviceId: 'pkb-tahunan', name: 'Samsat Keliling Contoh Pare', isSample: true };

/**
 * A made-up unit that goes out for annual vehicle tax, so that a visit which is published shows to the public. It has no days of
 * its own: no source names any, and those of 1 September 2025 were called off.
 */
@Injectable()
export class SampleUnit {
  private readonly by = Actor.system('demonstration');

  constructor(
    private readonly directory: Directory,
    private readonly start: StartOutreach,
  ) {}

  async fill(): Promise<void> {
    const known = (await this.directory.offeringsAt(UNIT.officeId)).some(({ channel }) => channel.name === UNIT.name);
    if (!known) await this.start.run(this.by, UNIT);
  }
}
