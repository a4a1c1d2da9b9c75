import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import type { RowProblem } from './obligation-row.js';
import { type HomePair, ObligationStore } from './obligation-store.js';

/** The home office of what was staged: the counter whose catchment holds the region, asked of the directory once for each pair. */
@Injectable()
export class HomeOffices {
  constructor(
    private readonly directory: Directory,
    private readonly obligations: ObligationStore,
  ) {}

  /** Gives every staged row its home; returns the rows for which there is none. */
  async assign(): Promise<RowProblem[]> {
    const services = new Set((await this.directory.services()).map(({ id }) => id));
    const homes: (HomePair & { officeId: string })[] = [];
    for (const pair of await this.obligations.stagedPairs()) {
      const officeId = services.has(pair.serviceId) ? await this.homeOf(pair) : undefined;
      if (officeId) homes.push({ ...pair, officeId });
    }
    await this.obligations.stageHomes(homes);
    const homeless = await this.obligations.stagedHomeless();
    return homeless.map(({ row, serviceId }) =>
      services.has(serviceId)
        ? { row, column: 'region_code', problem: 'no-home-office' }
        : { row, column: 'service_id', problem: 'unknown-service' },
    );
  }

  private async homeOf({ serviceId, regionCode }: HomePair): Promise<string | undefined> {
    return (await this.directory.usualOffering(serviceId, regionCode))?.office?.id;
  }
}
