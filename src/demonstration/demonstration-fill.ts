import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { ImportDirectory } from '../directory/index.js';
import { Actor, SetUpDemonstration } from '../people/index.js';
import { Config, Instance } from '../platform/index.js';
import { DemonstrationStore } from './demonstration-store.js';
import { errors } from './errors.js';
import { ResetDemonstration } from './reset-demonstration.js';
import { SampleBackup } from './sample-backup.js';
import { SampleOffice } from './sample-office.js';
import { SampleScans } from './sample-scans.js';
import { SampleUnit } from './sample-unit.js';

/** Half an hour before the fire. */
const EVENING = '2025-08-30T21:00:00+07:00';
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 60_000;

/** Fills a demonstration database, and starts its story over. */
@Injectable()
export class DemonstrationFill {
  private readonly logger = new Logger('demonstration');
  private readonly by = Actor.system('demonstration');

  constructor(
    private readonly config: Config,
    private readonly instance: Instance,
    private readonly store: DemonstrationStore,
    private readonly reset: ResetDemonstration,
    private readonly importDirectory: ImportDirectory,
    private readonly setUpPeople: SetUpDemonstration,
    private readonly office: SampleOffice,
    private readonly unit: SampleUnit,
    private readonly scans: SampleScans,
    private readonly backup: SampleBackup,
  ) {}

  /** Does nothing in production, in a drill, or when it was filled before. */
  async fillOnce(): Promise<void> {
    if (this.instance.kind !== 'demonstration' || (await this.instance.isFilled())) return;
    await this.startOver();
    await this.instance.markFilled();
    this.logger.debug('filled');
  }

  /** Until the server that fills it has done so. Throws `platform.not-a-demonstration`, where none ever would. */
  async filled(): Promise<void> {
    this.instance.requireDemonstration();
    while (!(await this.instance.isFilled())) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }

  /** Back to the evening before, as if nothing had happened. */
  async startOver(): Promise<void> {
    this.instance.requireDemonstration();
    await this.quiet();
    // First the folder: what is copied in between is forgotten with it, and a vault that is remembered would be missed for ever.
    await rm(this.vaults, { recursive: true, force: true });
    await this.reset.run(this.by, { at: EVENING });
    await this.importDirectory.run(this.by, {});
    await this.importDirectory.run(this.by, { datasetFile: this.config.shipped('data', 'directory', 'east-java.json') });
    await this.unit.fill();
    await this.setUpPeople.run(this.by, {});
    await this.office.fill();
    await this.scans.fill();
    await this.backup.begin();
  }

  /** Throws `copies-would-go` where copies lie that the story did not make: starting over forgets them too. */
  async refuseToForgetCopies(): Promise<void> {
    const copies = await this.backup.countOthers();
    if (copies > 0) throw errors.copiesWouldGo({ copies, folder: this.vaults });
  }

  /** The folder that goes when the story starts over. */
  get vaults(): string {
    return path.join(this.config.data, 'vaults');
  }

  /** What the story before set going ends first, above all a copy on its way into the vault that is cleared next. */
  private async quiet(): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (!(await this.store.isQuiet()) && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
