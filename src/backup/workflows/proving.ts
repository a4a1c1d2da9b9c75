import { performance } from 'node:perf_hooks';
import { Injectable, Logger } from '@nestjs/common';
import type { Engine, Place, Progress } from '../engines/engine.js';
import { errors } from '../errors.js';
import { compareFacts, differences, type Manifest, type Proof } from '../manifest.js';
import { attempt } from '../trouble.js';
import { Copies } from './copies.js';

export function secondsSince(start: number): number {
  return Math.round(performance.now() - start) / 1000;
}

/** Restores and compares: what proofs and real restores share. */
@Injectable()
export class Proving {
  private readonly logger = new Logger('backup');

  constructor(private readonly copies: Copies) {}

  /** In a throw-away place, dropped whatever happens. Throws `not-the-same` with the first differences, or `assertion-broken`: the copy is then what it
   * was, but nobody has shown that it is right. */
  async prove(pointId: string, proofId: string): Promise<Proof> {
    const { source, engine, manifest } = await this.copies.open(pointId);
    const place = { source, name: engine.placeName(source, 'proof', proofId) };
    const start = performance.now();
    try {
      await this.load(pointId, place, () => undefined);
      const proof = await this.compare(engine, manifest, place);
      return { ...proof, seconds: secondsSince(start) };
    } finally {
      // A place that cannot be dropped says nothing of the copy.
      const dropped = await attempt(() => engine.discard(place));
      if (!dropped.ok) this.logger.warn(`${place.name} is left: ${dropped.trouble.detail}`);
    }
  }

  async load(pointId: string, place: Place, progress: Progress): Promise<void> {
    const { engine, manifest } = await this.copies.open(pointId);
    await this.copies.withBest(pointId, 'prover', (vault) => engine.restore(manifest, vault, place, progress));
  }

  async compare(engine: Engine, manifest: Manifest, place: Place): Promise<Omit<Proof, 'seconds'>> {
    const { facts, assertions, missingRoles, bytes } = await engine.examine(manifest, place);
    const found = facts ? compareFacts(manifest, facts) : { tables: [], shape: [] };
    const proof = { ...found, assertions, missingRoles, bytes };
    const wrong = differences(proof);
    if (wrong.length > 0) throw errors.notTheSame({ detail: wrong.slice(0, 10).join('; ') });
    const broken = assertions.filter((assertion) => !assertion.held).map(({ name }) => name);
    if (broken.length > 0) throw errors.assertionBroken({ detail: broken.join('; ') });
    return proof;
  }
}
