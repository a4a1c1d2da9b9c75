import { Injectable } from '@nestjs/common';
import { GenerateSamsat, LoseSamsat, SamsatObligations } from '../backup/index.js';
import { ImportObligations } from '../dispensation/index.js';
import { Actor } from '../people/index.js';

/** The database that stood in Samsat Katang: generated, its obligations imported; and lost. */
@Injectable()
export class SampleOffice {
  private readonly by = Actor.system('demonstration');

  constructor(
    private readonly generate: GenerateSamsat,
    private readonly loseDatabase: LoseSamsat,
    private readonly obligations: SamsatObligations,
    private readonly importObligations: ImportObligations,
  ) {}

  async fill(): Promise<void> {
    await this.generate.run();
    await this.importObligations.run(this.by, { name: 'samsat-katang.csv', content: await this.obligations.csv() });
  }

  lose(): Promise<void> {
    return this.loseDatabase.run();
  }
}
