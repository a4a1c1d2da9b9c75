import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Clock, DAY_MS, DatabaseMoved, Durable, Events, HOUR_MS, newId, Tx } from '../../platform/index.js';
import { type CatalogueCopy, CatalogueStore } from '../catalogue/catalogue-store.js';
import { Catalogues } from '../catalogue/catalogues.js';
import { CheckCatalogue } from '../catalogue/check-catalogue.js';
import { RecordCatalogue } from '../catalogue/record-catalogue.js';
import { Shelf } from '../shelf.js';
import { attempt } from '../trouble.js';
import { LOOK, PUBLISH, REMOVE } from './names.js';

const AGAIN_MS = HOUR_MS / 2;
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
    private readonly store: CatalogueStore,
    private readonly shelf: Shelf,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(LOOK, (retired: string[]) => this.look(retired));
    this.durable.workflow(PUBLISH, (retired: string[]) => this.sign(retired));
    // A restored database takes up at once what its vaults have signed since, and says which of them it cannot find.
    this.events.on(DatabaseMoved, 'backup.adopt-catalogue', async () => {
      await this.catalogues.publish();
      await this.publish();
    });
  }

  /** Looked at by the prover and signed by the writer, wherever they run; what is retired goes once no catalogue names it any more. */
  async publish(retired: string[] = []): Promise<void> {
    await this.tx.housekeeping('backup.hand-on', () => this.tx.start(LOOK, `look-${newId()}`, retired));
  }

  /** A vault in trouble is looked at again each half hour, the others once a day at least. */
  async lookAgain(): Promise<void> {
    const now = this.clock.now().getTime();
    const isDue = ({ vaultId, checkedAt, trouble }: CatalogueCopy) =>
      this.shelf.vaultsInUse.includes(vaultId) && checkedAt && now - checkedAt.getTime() >= (trouble ? AGAIN_MS : DAY_MS);
    if (!(await this.store.copies()).some(isDue)) return;
    const id = `look-again-${Math.floor(now / AGAIN_MS)}`;
    await this.tx.housekeeping('backup.hand-on', () => this.tx.start(LOOK, id, []));
  }

  /** Part of a workflow of the pruner: older catalogues speak of points that are gone. */
  async thin(): Promise<void> {
    await this.durable.step('thin the catalogues', () => attempt(() => this.catalogues.thin()));
  }

  /** Before ours is the newest again: what somebody else laid there would be overlooked from then on. */
  private async look(retired: string[]): Promise<void> {
    const checked = await this.durable.step('check the catalogues', () => attempt(() => this.checking.all()));
    if (checked.ok) await this.record.run(SYSTEM, { checked: checked.value });
    await this.tx.housekeeping('backup.hand-on', () => this.tx.start(PUBLISH, `publish-${newId()}`, retired));
  }

  /** A vault that is away does not hold up the point: it gets the next catalogue. */
  private async sign(retired: string[]): Promise<void> {
    await this.durable.step('sign the catalogue', () => attempt(() => this.catalogues.publish()));
    for (const pointId of retired)
      await this.tx.housekeeping('backup.hand-on', () => this.tx.start(REMOVE, `remove-${pointId}`, pointId));
  }
}
