import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { DatabaseMoved, Durable, Events } from '../../platform/index.js';
import { Catalogues } from '../catalogue/catalogues.js';
import { CheckCatalogue } from '../catalogue/check-catalogue.js';
import { RecordCatalogue } from '../catalogue/record-catalogue.js';
import { attempt } from '../trouble.js';

const SYSTEM = Actor.system('backup');

/** Keeps the signed catalogue in the vaults what the points are: parts of the workflows that change them. */
@Injectable()
export class Keeping implements OnModuleInit {
  constructor(
    private readonly durable: Durable,
    private readonly events: Events,
    private readonly catalogues: Catalogues,
    private readonly checking: CheckCatalogue,
    private readonly record: RecordCatalogue,
  ) {}

  onModuleInit(): void {
    // A restored database takes up at once what its vaults have signed since.
    this.events.on(DatabaseMoved, 'backup.adopt-catalogue', () => this.catalogues.publish());
  }

  /** A vault that is away does not hold up the point: it gets the next catalogue. */
  async publish(after: string): Promise<void> {
    await this.durable.step(`sign the catalogue, ${after}`, () => attempt(() => this.catalogues.publish()));
    if (after === 'retired') await this.durable.step('thin the catalogues', () => attempt(() => this.catalogues.thin()));
  }

  async check(): Promise<void> {
    const checked = await this.durable.step('check the catalogues', () => attempt(() => this.checking.all()));
    if (checked.ok) await this.record.run(SYSTEM, { checked: checked.value });
  }
}
