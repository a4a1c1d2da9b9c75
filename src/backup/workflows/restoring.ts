import { performance } from 'node:perf_hooks';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Durable } from '../../platform/index.js';
import { Foresight } from '../foresight/foresight.js';
import type { Proof, RightsGiven } from '../manifest.js';
import { RecordRestored } from '../records/record-restored.js';
import { RestoreStore } from '../restore-store.js';
import { RecordUnswitched } from '../switching/record-unswitched.js';
import { SwitchRestore } from '../switching/switch-restore.js';
import { attempt } from '../trouble.js';
import type { Restore, RestorePhase, Trouble } from '../types.js';
import { Copies } from './copies.js';
import { RESTORE } from './names.js';
import { Proving, secondsSince } from './proving.js';

const SYSTEM = Actor.system('backup');
const REPORT_EVERY_MS = 500;

/** A restore: loaded into a fresh place, compared, then given its name. Killed, a step that had not ended is done anew. */
@Injectable()
export class Restoring implements OnModuleInit {
  constructor(
    private readonly durable: Durable,
    private readonly restores: RestoreStore,
    private readonly copies: Copies,
    private readonly proving: Proving,
    private readonly foresight: Foresight,
    private readonly recordRestored: RecordRestored,
    private readonly switchRestore: SwitchRestore,
    private readonly recordUnswitched: RecordUnswitched,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(RESTORE, (restoreId: string) => this.restore(restoreId));
  }

  /** Part of a workflow. */
  async restore(restoreId: string): Promise<void> {
    const restore = await this.restores.get(restoreId);
    const { id, place } = restore;
    const loaded = await this.durable.step('load', () => attempt(() => this.load(restore)));
    if (!loaded.ok) return this.giveUp(restore, loaded.trouble);
    const compared = await this.durable.step('compare', () => attempt(() => this.compare(restore)));
    if (!compared.ok) return this.recordRestored.run(SYSTEM, { restoreId: id, place, trouble: compared.trouble });
    const rights = await this.durable.step('rights', () => this.giveRights(restore));
    const proof = { ...compared.value, rights };
    const named = await this.durable.step('name', () => attempt(() => this.name(restore)));
    if (!named.ok) return this.recordRestored.run(SYSTEM, { restoreId: id, place, proof, trouble: named.trouble });
    const seconds = loaded.value + proof.seconds;
    await this.recordRestored.run(SYSTEM, { restoreId: id, place: named.value, proof: { ...proof, seconds }, seconds });
    if (restore.target === 'in-place') await this.takeName(id);
  }

  /** Where the names cannot change, what was restored stays beside the original, whole. */
  private async takeName(restoreId: string): Promise<void> {
    const begun = await attempt(() => this.switchRestore.run(SYSTEM, { restoreId }));
    if (!begun.ok) await this.recordUnswitched.run(SYSTEM, { restoreId, trouble: begun.trouble });
  }

  /** Seconds that it took. */
  private async load(restore: Restore): Promise<number> {
    const { source, point } = await this.copies.open(restore.pointId);
    await this.foresight.mustFit(source, point);
    const start = performance.now();
    const report = this.reporter(restore, start);
    await this.proving.load(restore.pointId, { source, name: restore.place, until: restore.until }, report);
    const seconds = secondsSince(start);
    await this.restores.progress(restore.id, 'checking', restore.bytesTotal, seconds);
    return seconds;
  }

  private async compare(restore: Restore): Promise<Proof> {
    const { source, engine, manifest } = await this.copies.open(restore.pointId);
    const start = performance.now();
    const proof = await this.proving.compare(engine, manifest, { source, name: restore.place, until: restore.until });
    return { ...proof, seconds: secondsSince(start) };
  }

  /** Data without its rights is better than none: what went wrong is told with the proof. */
  private async giveRights(restore: Restore): Promise<RightsGiven | undefined> {
    const given = await attempt(() => this.rightsOf(restore));
    if (given.ok) return given.value;
    const { code, detail } = given.trouble;
    return { given: 0, lacking: 1, first: [{ sql: 'rights.sql.zst.age', reason: `${code}: ${detail}` }] };
  }

  private async rightsOf({ pointId, place: name }: Restore): Promise<RightsGiven | undefined> {
    const { source, engine, manifest } = await this.copies.open(pointId);
    if (!engine.giveRights) return undefined;
    return this.copies.withBest(pointId, 'prover', (vault) => engine.giveRights!(manifest, vault, { source, name }));
  }

  /** The name under which it now is. */
  private async name(restore: Restore): Promise<string> {
    const { source, engine } = await this.copies.open(restore.pointId);
    if (restore.target !== 'original') return restore.place;
    await engine.adopt({ source, name: restore.place, until: restore.until });
    return engine.originalName(source);
  }

  /** What could not be loaded whole is not left lying about. */
  private async giveUp(restore: Restore, trouble: Trouble): Promise<void> {
    await this.durable.step('discard', () => attempt(() => this.discard(restore)));
    await this.recordRestored.run(SYSTEM, { restoreId: restore.id, place: restore.place, trouble });
  }

  private async discard(restore: Restore): Promise<void> {
    const { source, engine } = await this.copies.open(restore.pointId);
    await engine.discard({ source, name: restore.place, until: restore.until });
  }

  /** Tells the catalogue now and then how far it is; a report that fails does not stop a restore. */
  private reporter({ id }: Restore, start: number): (bytes: number) => void {
    let last = 0;
    const phase: RestorePhase = 'loading';
    return (bytes) => {
      if (performance.now() - last < REPORT_EVERY_MS) return;
      last = performance.now();
      this.restores.progress(id, phase, bytes, secondsSince(start)).catch(() => undefined);
    };
  }
}
