import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory, distanceKm, lineage, type Offering, type Office, type Point } from '../../directory/index.js';
import { errors } from '../errors.js';

const MOST_OFFICES = 1000;
const FARTHEST_KM = 300;

/** Which offices are meant: a list, all in a region, or all within so many kilometres (straight line) of an office or a point. */
const areaFields = {
  officeIds: z.array(z.string().min(1).max(100)).min(1).max(MOST_OFFICES).optional(),
  regionCode: z.string().min(2).max(20).optional(),
  around: z
    .object({
      officeId: z.string().min(1).max(100).optional(),
      lat: z.number().min(-90).max(90).optional(),
      lng: z.number().min(-180).max(180).optional(),
      km: z.number().positive().max(FARTHEST_KM),
    })
    .refine(({ officeId, lat, lng }) => (officeId === undefined) === (lat !== undefined && lng !== undefined), {
      path: ['officeId'],
      message: 'give an office, or lat and lng',
    })
    .optional(),
};

export interface AreaWanted {
  officeIds?: string[];
  regionCode?: string;
  around?: { officeId?: string; lat?: number; lng?: number; km: number };
}

function isOneArea({ officeIds, regionCode, around }: AreaWanted): boolean {
  return [officeIds, regionCode, around].filter((way) => way !== undefined).length === 1;
}

/** One of the three ways, with what else is asked for. */
export function areaInput<Shape extends z.ZodRawShape>(more: Shape) {
  return z.object({ ...areaFields, ...more }).refine((sent) => isOneArea(sent as AreaWanted), {
    path: ['officeIds'],
    message: 'give one of officeIds, regionCode and around',
  });
}

/** The offices of an area with what they offer, in the order of their ids. */
@Injectable()
export class Area {
  constructor(private readonly directory: Directory) {}

  /** Throws `no-such-offices` and `idle-offices` with all names at once, `nothing-in-area`, and the directory's `no-such-region`, `no-such-office`. */
  async offices(wanted: AreaWanted): Promise<{ offices: Office[]; offerings: Map<string, Offering[]> }> {
    const meant = wanted.officeIds ? await this.listed(wanted.officeIds) : await this.within(wanted);
    const offerings = await this.directory.offeringsAtOffices(meant.map(({ id }) => id));
    const offices = meant.filter(({ id }) => offerings.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
    const idle = meant.filter(({ id }) => !offerings.has(id)).map(({ id }) => id);
    if (wanted.officeIds && idle.length > 0) throw errors.idleOffices({ offices: idle.join(', ') });
    if (offices.length === 0) throw errors.nothingInArea();
    return { offices, offerings };
  }

  private async listed(ids: readonly string[]): Promise<Office[]> {
    const wanted = [...new Set(ids)];
    const found = await this.directory.officesByIds(wanted);
    const unknown = wanted.filter((id) => !found.some((office) => office.id === id));
    if (unknown.length > 0) throw errors.noSuchOffices({ offices: unknown.join(', ') });
    return found;
  }

  private async within({ regionCode, around }: AreaWanted): Promise<Office[]> {
    const all = await this.directory.offices();
    if (regionCode !== undefined) {
      await this.directory.region(regionCode);
      return all.filter((office) => lineage(office.regionCode).includes(regionCode));
    }
    const { officeId, km, lat = 0, lng = 0 } = around!;
    const centre: Point = officeId === undefined ? { lat, lng } : await this.directory.office(officeId);
    return all.filter((office) => distanceKm(centre, office) <= km);
  }
}
