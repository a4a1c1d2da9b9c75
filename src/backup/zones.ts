import { Injectable } from '@nestjs/common';
import { Directory } from '../directory/index.js';
import { DomainError } from '../platform/index.js';
import { WIB, ZONES, type Zone } from './rules.js';
import type { Source } from './shelf-schema.js';

/** By whose clock a source goes: its schedule's zone, else that of its office's region, else WIB. */
@Injectable()
export class Zones {
  constructor(private readonly directory: Directory) {}

  async of({ schedule, office }: Pick<Source, 'office'> & { schedule: Pick<Source['schedule'], 'zone'> }): Promise<Zone> {
    if (schedule.zone) return schedule.zone;
    if (!office) return WIB;
    const zone = await this.directory.office(office).then(
      (found) => found.zone,
      (error) => {
        if (error instanceof DomainError) return WIB;
        throw error;
      },
    );
    return ZONES.find((one) => one === zone) ?? WIB;
  }
}
