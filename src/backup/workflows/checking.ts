import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Durable, Tx } from '../../platform/index.js';
import { RecordLocks } from '../records/record-locks.js';
import { RecordProven } from '../records/record-proven.js';
import { RecordTrouble } from '../records/record-trouble.js';
import { RecordVerified } from '../records/record-verified.js';
import { attempt } from '../trouble.js';
import { Copies } from './copies.js';
import { Keeping } from './keeping.js';
import { Locking } from './locking.js';
import { PROVE, RETIRE, VERIFY } from './names.js';
import { Proving } from './proving.js';

const SYSTEM = Actor.system('backup');

/** Reading copies back, and proving them by a restore. */
@Injectable()
export class Checking implements OnModuleInit {
  constructor(
    private readonly durable: Durable,
    private readonly tx: Tx,
    private readonly copies: Copies,
    private readonly locking: Locking,
    private readonly proving: Proving,
    private readonly keeping: Keeping,
    private readonly recordVerified: RecordVerified,
    private readonly recordLocks: RecordLocks,
    private readonly recordProven: RecordProven,
    private readonly recordTrouble: RecordTrouble,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(VERIFY, (pointId: string) => this.check(pointId));
    this.durable.workflow(PROVE, (pointId: string, proofId: string) => this.prove(pointId, proofId));
  }

  /** What was kept before is judged anew once the copy is known to be whole. */
  private async check(pointId: string): Promise<void> {
    const found = await this.durable.step('read back', () => attempt(() => this.copies.verify(pointId)));
    if (!found.ok) return this.recordTrouble.run(SYSTEM, { pointId, trouble: found.trouble });
    await this.recordVerified.run(SYSTEM, { pointId, found: found.value });
    const locks = await this.durable.step('read locks', () => attempt(() => this.locking.read(pointId)));
    if (locks.ok && locks.value.length > 0) await this.recordLocks.run(SYSTEM, { pointId, locks: locks.value });
    await this.keeping.publish();
    await this.tx.housekeeping('backup.hand-on', () => this.tx.start(RETIRE, `retire-${pointId}`, pointId));
  }

  private async prove(pointId: string, proofId: string): Promise<void> {
    const proof = await this.durable.step('prove', () => attempt(() => this.proving.prove(pointId, proofId)));
    if (proof.ok) await this.recordProven.run(SYSTEM, { pointId, proof: proof.value });
    else await this.recordTrouble.run(SYSTEM, { pointId, trouble: proof.trouble });
    await this.keeping.publish();
  }
}
