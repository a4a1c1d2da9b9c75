import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Change } from '../../people/index.js';
import { HeldWork } from '../../platform/index.js';
import { AdoptionStore } from './adoption-store.js';
import { CatalogueStore } from './catalogue-store.js';
import type { Newer } from './newer-catalogue.js';

const input = z.custom<Newer>();

/**
 * This database was restored from an older point: what its vault has signed since is taken up, so that the numbers go on where they
 * were, points made since are offered, and those that were on their way then are not waited for.
 */
@Injectable()
export class AdoptCatalogue extends Change<Newer, void> {
  static readonly BY = Actor.system('backup');
  readonly name = 'backup.adopt-catalogue';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(
    private readonly store: CatalogueStore,
    private readonly adoption: AdoptionStore,
    private readonly held: HeldWork,
  ) {
    super();
  }

  protected async perform({ vaultId, sequence, digest, signedAt, points }: Newer, _by: Actor, now: Date) {
    await this.store.add({ sequence, digest, signedAt: new Date(signedAt) });
    await this.store.noteWritten(vaultId, sequence);
    const running = await this.adoption.running();
    const added = await this.adoption.add(points, new Date(signedAt));
    const removed = await this.adoption.remove(
      vaultId,
      points.map(({ pointId }) => pointId),
      new Date(signedAt),
      now,
    );
    const overtaken = await this.adoption.overtake(now);
    await this.held.drop(running.map((pointId) => `take-${pointId}`));
    return {
      result: undefined,
      subject: { type: 'vault', id: vaultId },
      detail: { sequence, added, removed, overtaken },
    };
  }
}
