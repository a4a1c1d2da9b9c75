import { Injectable } from '@nestjs/common';
import { LedgerEntries } from '../audit/index.js';
import { Points, ProvePoint, TakeBackup } from '../backup/index.js';
import { Actor } from '../people/index.js';
import { SOURCE } from './kediri/facts.js';

/** The first copy of the sample office's database. */
@Injectable()
export class SampleBackup {
  private readonly by = Actor.system('demonstration');

  constructor(
    private readonly points: Points,
    private readonly take: TakeBackup,
    private readonly prove: ProvePoint,
    private readonly ledger: LedgerEntries,
  ) {}

  async begin(): Promise<void> {
    const usable = (await this.points.of(SOURCE)).some(({ state }) => state !== 'failed');
    if (!usable) await this.take.run(this.by, { sourceId: SOURCE });
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
