import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { ESCROW, Shelf } from '../shelf.js';
import { type Drill, DrillStore } from './drill-store.js';
import { type EscrowStanding, escrowStanding } from './escrow-rules.js';

@Injectable()
export class Escrows {
  constructor(
    private readonly shelf: Shelf,
    private readonly drills: DrillStore,
    private readonly clock: Clock,
  ) {}

  /** The file of the shelf that names the keys. */
  get namedIn(): string {
    return path.join(this.shelf.folder, ESCROW);
  }

  /** Which officers' keys open the copies, and whether they have shown it in time. */
  async standing(): Promise<EscrowStanding> {
    return escrowStanding(this.shelf.escrow, await this.drills.proven(), this.clock.now());
  }

  /** Throws `backup.no-such-drill`. */
  drill(id: string): Promise<Drill> {
    return this.drills.get(id);
  }
}
