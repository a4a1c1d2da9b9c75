import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Durable } from '../../platform/index.js';
import { Engines } from '../engines/engines.js';
import { Shelf } from '../shelf.js';
import { attempt } from '../trouble.js';
import { SWITCH } from '../workflows/names.js';
import { RecordSwitched } from './record-switched.js';
import { SwitchStore } from './switch-store.js';

const SYSTEM = Actor.system('backup');

/** Changes the names; what was kept goes only afterwards, and only where that was asked. */
@Injectable()
export class Switching implements OnModuleInit {
  constructor(
    private readonly durable: Durable,
    private readonly shelf: Shelf,
    private readonly engines: Engines,
    private readonly switches: SwitchStore,
    private readonly recordSwitched: RecordSwitched,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(SWITCH, (switchId: string) => this.exchange(switchId));
  }

  private async exchange(switchId: string): Promise<void> {
    const { sourceId, place, kept, dropsKept } = await this.switches.get(switchId);
    const source = this.shelf.source(sourceId);
    const engine = this.engines.of(source);
    const exchanged = await this.durable.step('exchange names', () => attempt(() => engine.exchange!(source, { place, kept })));
    if (!exchanged.ok) return this.recordSwitched.run(SYSTEM, { switchId, trouble: exchanged.trouble });
    const name = dropsKept ? kept : undefined;
    if (!name) return this.recordSwitched.run(SYSTEM, { switchId });
    const dropped = await this.durable.step('drop the old', () => attempt(() => engine.discard({ source, name })));
    await this.recordSwitched.run(SYSTEM, { switchId, hasDropped: dropped.ok });
  }
}
