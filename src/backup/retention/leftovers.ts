import { Injectable } from '@nestjs/common';
import { LeftoverStore } from './leftover-store.js';
import type { Leftover } from './types.js';

/** What still lies in one vault though it was removed, of one source. */
export interface LeftInVault extends Pick<Leftover, 'sourceId' | 'vaultId' | 'trouble'> {
  /** How many points, and the moment since when the first of them should be gone. */
  points: number;
  since: Date;
}

@Injectable()
export class Leftovers {
  constructor(private readonly leftovers: LeftoverStore) {}

  /** What a vault was asked for and has not let go; the trouble is that of the point that was removed first. */
  async all(): Promise<LeftInVault[]> {
    const asked = (await this.leftovers.all()).filter(({ trouble }) => trouble);
    return [...Map.groupBy(asked, ({ sourceId, vaultId }) => `${sourceId} ${vaultId}`).values()].map((some) => {
      const { sourceId, vaultId, removedAt, trouble } = some[0]!;
      return { sourceId, vaultId, trouble, points: some.length, since: removedAt };
    });
  }
}
