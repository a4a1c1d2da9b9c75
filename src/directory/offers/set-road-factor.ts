import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { RegionStore } from '../region-store.js';
import type { Region } from '../types.js';
import { RoadFactorStore } from './road-factor-store.js';

const input = z.object({
  regionCode: z.string().min(2),
  /** Kilometres by road for one in a straight line; null goes back to what is assumed. */
  factor: z.number().min(1, 'a road is not shorter than a straight line').max(5, 'more than 5 is not believable').nullable(),
  /** How it was measured, or why it is taken back. */
  because: z.string().trim().min(3).max(500),
});

type Command = z.infer<typeof input>;

/** Sets the road factor of a region and everything below it that has none of its own. Throws `directory.no-such-region`. */
@Injectable()
export class SetRoadFactor extends Change<Command, Region> {
  readonly name = 'directory.set-road-factor';
  readonly permission = 'directory:amend';
  readonly input = input;

  constructor(
    private readonly regions: RegionStore,
    private readonly factors: RoadFactorStore,
  ) {
    super();
  }

  protected async perform({ regionCode, factor, because }: Command, by: Actor, now: Date): Promise<Changed<Region>> {
    await this.regions.get(regionCode);
    if (factor === null) await this.factors.remove(regionCode);
    else await this.factors.put({ regionCode, factor, because, setAt: now, setBy: by.person });
    return {
      result: await this.regions.get(regionCode),
      subject: { type: 'region', id: regionCode },
      detail: { factor, because },
    };
  }
}
