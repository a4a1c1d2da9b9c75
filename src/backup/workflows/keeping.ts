import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { DatabaseMoved, Durable, Events, newId, Tx } from '../../platform/index.js';
import { Catalogues } from '../catalogue/catalogues.js';
import { CheckCatalogue } from '../catalogue/check-catalogue.js';
import { RecordCatalogue } from '../catalogue/record-catalogue.js';
import { attempt } from '../trouble.js';
import { PUBLISH, REMOVE } from './names.js';

const SYSTEM = Actor.system('backup');

/** Keeps the signed catalogue in the vaults what the points are. */
@Injectable()
export class Keeping implements OnModuleInit {
  constructor(
    private readonly durable: Durable,
    private readonly tx: Tx,
    private readonly events: Events,
    private readonly catalogues: Catalogues,
    private readonly checking: CheckCatalogue,
    private readonly record: RecordCatalogue,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(PUBLISH, (retired: string[]) => this.sign(retired));
    // A restored database takes up at once what its vaults have signed since.
    this.events.on(DatabaseMoved, 'backup.adopt-catalogue', () => this.catalogues.publish());
  }

  /** By the writer, wherever it runs; what is retired goes once no catalogue names it any more. */
  async publish(retired: string[] = []): Promise<void> {
    await this.tx.housekeeping('backup.hand-on', () => this.tx.start(PUBLISH, `publish-${newId()}`, retired));
  }

  /** Part of a workflow of the prover. */
  async check(): Promise<void> {
    const checked = await this.durable.step('check the catalogues', () => attempt(() => this.checking.all()));
    if (checked.ok) await this.record.run(SYSTEM, { checked: checked.value });
  }

  /** Part of a workflow of the pruner: older catalogues speak of points that are gone. */
  async thin(): Promise<void> {
    await this.durable.step('thin the catalogues', () => attempt(() => this.catalogues.thin()));
  }

  /** A vault that is away does not hold up the point: it gets the next catalogue. */
  private async sign(retired: string[]): Promise<void> {
    await this.durable.step('sign the catalogue', () => attempt(() => this.catalogues.publish()));
    for (const pointId of retired)
      await this.tx.housekeeping('backup.hand-on', () => this.tx.start(REMOVE, `remove-${pointId}`, pointId));
  }
}
