import { Injectable } from '@nestjs/common';
import { LedgerEntries } from '../audit/index.js';
import { Points, ProvePoint, Sources, TakeBackup } from '../backup/index.js';
import { Actor } from '../people/index.js';
import { OWN, SCANS, SOURCE } from './kediri/facts.js';

/** The first copies of the sample office's database and of its scans. */
@Injectable()
export class SampleBackup {
  private readonly by = Actor.system('demonstration');

  constructor(
    private readonly sources: Sources,
    private readonly points: Points,
    private readonly take: TakeBackup,
    private readonly prove: ProvePoint,
    private readonly ledger: LedgerEntries,
  ) {}

  async begin(): Promise<void> {
    const known = this.sources.declared.map(({ id }) => id);
    for (const sourceId of [SOURCE, SCANS].filter((id) => known.includes(id))) {
      const usable = (await this.points.of(sourceId)).some(({ state }) => state !== 'failed');
      if (!usable) await this.take.run(this.by, { sourceId });
    }
  }

  /** Whole copies that somebody took, or that are of a source which the story does not know. */
  async countOthers(): Promise<number> {
    const others = (await this.points.kept()).filter(
      ({ sourceId, cause }) => cause === 'person' || ![OWN, SOURCE, SCANS].includes(sourceId),
    );
    return others.reduce((sum, { count }) => sum + count, 0);
  }

  async isProven(): Promise<boolean> {
    return (await this.points.of(SOURCE)).some(({ state }) => state === 'proven');
  }

  /** Once: a replay that goes on does not ask again for what is under way. */
  async beginProof(): Promise<void> {
    const verified = (await this.points.of(SOURCE)).find(({ state }) => state === 'verified');
    if (!verified) return;
    const asked = (await this.ledger.of('recovery-point', verified.id)).some(({ verb }) => verb === 'backup.prove');
    if (!asked) await this.prove.run(this.by, { pointId: verified.id });
  }
}
