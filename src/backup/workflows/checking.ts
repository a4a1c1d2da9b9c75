import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Durable } from '../../platform/index.js';
import { RecordProven } from '../records/record-proven.js';
import { RecordTrouble } from '../records/record-trouble.js';
import { RecordVerified } from '../records/record-verified.js';
import { attempt } from '../trouble.js';
import { Copies } from './copies.js';
import { Keeping } from './keeping.js';
import { PROVE, VERIFY } from './names.js';
import { Proving } from './proving.js';

const SYSTEM = Actor.system('backup');

/** Reading copies back, and proving them by a restore. */
@Injectable()
export class Checking implements OnModuleInit {
  constructor(
    private readonly durable: Durable,
    private readonly copies: Copies,
    private readonly proving: Proving,
    private readonly keeping: Keeping,
    private readonly recordVerified: RecordVerified,
    private readonly recordProven: RecordProven,
    private readonly recordTrouble: RecordTrouble,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(VERIFY, (pointId: string) => this.check(pointId));
    this.durable.workflow(PROVE, (pointId: string, proofId: string) => this.prove(pointId, proofId));
  }

  /** Part of a workflow. */
  async check(pointId: string): Promise<void> {
    const found = await this.durable.step('read back', () => attempt(() => this.copies.verify(pointId)));
    if (found.ok) await this.recordVerified.run(SYSTEM, { pointId, found: found.value });
    else await this.recordTrouble.run(SYSTEM, { pointId, trouble: found.trouble });
    await this.keeping.publish('checked');
    await this.keeping.check();
  }

  private async prove(pointId: string, proofId: string): Promise<void> {
    const proof = await this.durable.step('prove', () => attempt(() => this.proving.prove(pointId, proofId)));
    if (proof.ok) await this.recordProven.run(SYSTEM, { pointId, proof: proof.value });
    else await this.recordTrouble.run(SYSTEM, { pointId, trouble: proof.trouble });
    await this.keeping.publish('proven');
  }
}
