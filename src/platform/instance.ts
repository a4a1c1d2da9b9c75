import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Bulletin } from './bulletin.js';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { Db } from './database/db.js';
import { Tx } from './database/tx.js';
import { defineErrors } from './errors.js';
import { newId } from './ids.js';

const errors = defineErrors('platform', {
  'other-kind': {
    kind: 'conflict',
    message: 'this database is of another kind than SINAMBUNG_KIND says',
    hint: 'set SINAMBUNG_KIND to what the database is, or DATABASE_URL to the database that was meant',
  },
  'not-a-demonstration': {
    kind: 'forbidden',
    message: 'only a demonstration has a clock that can be set',
    hint: 'run it on a database marked as demonstration',
  },
});

export type InstanceKind = 'production' | 'demonstration' | 'drill';

interface InstanceRow {
  id: string;
  kind: InstanceKind;
  clockAt?: Date;
  clockSetAt?: Date;
}

const CLOCK_TOPIC = 'clock';

/** What this database is: production, demonstration or drill; in a demonstration also its clock. */
@Injectable()
export class Instance implements OnModuleInit {
  private row?: InstanceRow;

  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly bulletin: Bulletin,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.db.isConnected) return;
    await this.tx.housekeeping('platform.mark-instance', () =>
      this.db.run('insert into platform.instance (id, kind) select $1, $2 where not exists (select from platform.instance)', [
        newId(),
        this.config.get('SINAMBUNG_KIND'),
      ]),
    );
    await this.read();
    if (this.kind !== this.config.get('SINAMBUNG_KIND'))
      throw errors.otherKind({ database: this.kind, setting: this.config.get('SINAMBUNG_KIND') });
    this.bulletin.on(CLOCK_TOPIC, () => this.read());
  }

  get kind(): InstanceKind {
    return this.row?.kind ?? this.config.get('SINAMBUNG_KIND');
  }

  /** Whether the database holds its first content; asked of the database, because another process may be filling it. */
  async isFilled(): Promise<boolean> {
    const { filled } = await this.db.one<{ filled: boolean }>('select filled_at is not null as filled from platform.instance');
    return filled;
  }

  /** Sets the demonstration's clock, here at once and in every other process by notice. Inside a verb's transaction. */
  async setClock(at: Date): Promise<void> {
    this.requireDemonstration();
    await this.db.run('update platform.instance set clock_at = $1, clock_set_at = clock_timestamp()', [at]);
    await this.bulletin.post(CLOCK_TOPIC);
    this.clock.follow({ at, setAt: new Date() });
  }

  async markFilled(): Promise<void> {
    await this.tx.housekeeping('platform.mark-filled', () =>
      this.db.run('update platform.instance set filled_at = clock_timestamp()'),
    );
  }

  requireDemonstration(): void {
    if (this.kind !== 'demonstration') throw errors.notADemonstration({ kind: this.kind });
  }

  private async read(): Promise<void> {
    this.row = await this.db.one<InstanceRow>('select id, kind, clock_at, clock_set_at from platform.instance');
    const { clockAt: at, clockSetAt: setAt } = this.row;
    this.clock.follow(at && setAt ? { at, setAt } : undefined);
  }
}
