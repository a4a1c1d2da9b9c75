import { performance } from 'node:perf_hooks';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Durable, Tx } from '../../platform/index.js';
import type { Taken } from '../engines/engine.js';
import { RecordCopy } from '../records/record-copy.js';
import { RecordStored } from '../records/record-stored.js';
import { RecordTrouble } from '../records/record-trouble.js';
import { attempt, type Found, troubleOf } from '../trouble.js';
import { Vaults } from '../vaults/vaults.js';
import { Copies, isOfVault } from './copies.js';
import { Keeping } from './keeping.js';
import { Locking } from './locking.js';
import { TAKE, VERIFY } from './names.js';
import { secondsSince } from './proving.js';

interface Stored {
  vaultId: string;
  taken: Taken;
  seconds: number;
  /** As the shelf named them when it was copied: what is begun again must go the same way. Version 0.2 did not write them down. */
  others?: string[];
  refused: Required<Found>[];
}

const SYSTEM = Actor.system('backup');

/** A backup: copied into the first vault that takes it, carried into the others, handed on to be read back. Killed, it goes on where it was. */
@Injectable()
export class Taking implements OnModuleInit {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly durable: Durable,
    private readonly vaults: Vaults,
    private readonly copies: Copies,
    private readonly keeping: Keeping,
    private readonly locking: Locking,
    private readonly tx: Tx,
    private readonly recordStored: RecordStored,
    private readonly recordCopy: RecordCopy,
    private readonly recordTrouble: RecordTrouble,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(TAKE, (pointId: string) => this.take(pointId));
  }

  private async take(pointId: string): Promise<void> {
    const stored = await this.durable.step('copy', () => attempt(() => this.copy(pointId)));
    if (!stored.ok) return this.recordTrouble.run(SYSTEM, { pointId, trouble: stored.trouble });
    await this.recordStored.run(SYSTEM, { pointId, ...stored.value });
    await this.lock(pointId, stored.value.vaultId);
    await this.keeping.publish();
    await this.replicate(pointId, stored.value.others ?? (await this.othersOf(pointId, stored.value)));
    await this.tx.housekeeping('backup.hand-on', () => this.tx.start(VERIFY, `verify-new-${pointId}`, pointId));
  }

  /** Into the first vault that takes it; trouble with the source ends it. */
  private async copy(pointId: string): Promise<Stored> {
    const { source, engine } = await this.copies.open(pointId);
    await engine.ready(source);
    const refused: Required<Found>[] = [];
    const { vaults } = source;
    for (const [index, vaultId] of vaults.entries()) {
      const start = performance.now();
      try {
        const taken = await engine.take(source, pointId, await this.vaults.open(vaultId, 'writer'));
        return { vaultId, taken, seconds: secondsSince(start), others: vaults.slice(index + 1), refused };
      } catch (error) {
        if (!isOfVault(error) || vaultId === vaults.at(-1)) throw error;
        refused.push({ vaultId, trouble: troubleOf(error) });
      }
    }
    throw new Error(`${source.id} names no vault`);
  }

  /** As version 0.2 found them, and outside any step as there: one more would stand where its record has the next. */
  private async othersOf(pointId: string, { vaultId: first, refused }: Stored): Promise<string[]> {
    const { source } = await this.copies.open(pointId);
    return source.vaults.filter((vaultId) => vaultId !== first && !refused.some((one) => one.vaultId === vaultId));
  }

  private async replicate(pointId: string, others: readonly string[]): Promise<void> {
    for (const vaultId of others) {
      const carried = await this.durable.step(`carry to ${vaultId}`, () =>
        attempt(() => this.copies.replicate(pointId, vaultId)),
      );
      await this.recordCopy.run(SYSTEM, { pointId, vaultId, trouble: carried.ok ? undefined : carried.trouble });
      if (carried.ok) await this.lock(pointId, vaultId);
    }
  }

  /** What became of it the prover reads back: a lock that was only asked for is none, and the board says so. */
  private async lock(pointId: string, vaultId: string): Promise<void> {
    const asked = await this.durable.step(`lock in ${vaultId}`, () => attempt(() => this.locking.ask(pointId, vaultId)));
    if (!asked.ok) this.logger.warn(`${pointId} is not locked in ${vaultId}: ${asked.trouble.code} ${asked.trouble.detail}`);
  }
}
