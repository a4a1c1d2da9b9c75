import { Injectable } from '@nestjs/common';
import { Directory, type Office } from '../directory/index.js';
import { DomainError } from '../platform/index.js';
import { WIB, ZONES, type Zone } from './rules.js';
import type { Source } from './shelf-schema.js';

type Placed = Pick<Source, 'office'> & { schedule: Pick<Source['schedule'], 'zone'> };

/** By whose clock a source goes: its schedule's zone, else that of its office's region, else WIB. */
@Injectable()
export class Zones {
  constructor(private readonly directory: Directory) {}

  async of(source: Placed): Promise<Zone> {
    if (source.schedule.zone || !source.office) return timeZoneOf(source);
    const office = await this.directory.office(source.office).catch((error) => {
      if (error instanceof DomainError) return undefined;
      throw error;
    });
    return timeZoneOf(source, office);
  }

  /** In the order of the sources, in one statement. */
  async ofAll(sources: readonly Placed[]): Promise<Zone[]> {
    const offices = await this.directory.officesByIds([...new Set(sources.flatMap(({ office }) => office ?? []))]);
    const known = new Map(offices.map((office) => [office.id, office]));
    return sources.map((source) => timeZoneOf(source, known.get(source.office ?? '')));
  }
}

export function timeZoneOf({ schedule }: Pick<Placed, 'schedule'>, office?: Pick<Office, 'zone'>): Zone {
  return schedule.zone ?? ZONES.find((one) => one === office?.zone) ?? WIB;
}
