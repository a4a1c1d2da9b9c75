import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Actor } from '../../people/index.js';
import { Clock, Instance } from '../../platform/index.js';
import { AdoptPolicy, PolicyStore } from '../retention/index.js';
import { Shelf } from '../shelf.js';
import type { SourceStanding } from '../source-standing.js';
import { Sources } from '../sources.js';
import { Tellings } from '../tellings.js';
import { Keeping } from '../workflows/keeping.js';
import { Presence } from '../workflows/presence.js';
import { look, type OpenAlarm } from './alarm-rules.js';
import { AlarmStore, SHARED } from './alarm-store.js';
import { RecordAlarms } from './record-alarms.js';
import { AGAIN_MS, RecordSharedAlarms } from './record-shared-alarms.js';
import { nameOf, SharedAlarms } from './shared-alarms.js';

const EVERY_MS = 60_000;
const SYSTEM = Actor.system('backup');

/** Silence is an alarm that goes out: looks at how every source stands, and what all share, and takes a new source's policy over. */
@Injectable()
export class WatchTick {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly shelf: Shelf,
    private readonly sources: Sources,
    private readonly alarms: AlarmStore,
    private readonly policies: PolicyStore,
    private readonly presence: Presence,
    private readonly tellings: Tellings,
    private readonly clock: Clock,
    private readonly recordAlarms: RecordAlarms,
    private readonly adoptPolicy: AdoptPolicy,
    private readonly instance: Instance,
    private readonly shared: SharedAlarms,
    private readonly keeping: Keeping,
    private readonly recordShared: RecordSharedAlarms,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.lookAtSources().catch((error) => this.logger.error(error));
    await this.lookAtShared().catch((error) => this.logger.error(error));
  }

  private async lookAtSources(): Promise<void> {
    const known = new Set((await this.policies.all()).map(({ sourceId }) => sourceId));
    for (const { id: sourceId } of this.shelf.sources.filter(({ id }) => !known.has(id)))
      await this.adoptPolicy.run(SYSTEM, { sourceId }).catch((error) => this.logger.error(error));
    const [standings, open] = [await this.sources.all(), await this.alarms.all()];
    for (const standing of standings)
      await this.tellings.about(standing.source.id, () => this.look(standing, open.get(standing.source.id) ?? []));
  }

  /** Nobody holds a key of a demonstration. */
  private async lookAtShared(): Promise<void> {
    if (this.instance.kind === 'demonstration') return;
    await this.keeping.lookAgain();
    const alarms = (await this.shared.all()).map(nameOf);
    const { isNews } = look(await this.alarms.of(SHARED), alarms, AGAIN_MS, this.clock.now());
    if (isNews) await this.recordShared.run(SYSTEM, { alarms });
  }

  private async look({ source, alarms }: SourceStanding, open: OpenAlarm[]): Promise<void> {
    if (!(await this.presence.isAwaited(source))) return;
    const { isNews } = look(open, alarms, source.alarms.againMs, this.clock.now());
    if (isNews) await this.recordAlarms.run(SYSTEM, { sourceId: source.id, alarms });
  }
}
