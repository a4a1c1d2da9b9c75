import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConsoleLogger, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { AppModule } from '../../src/app.module.js';
import { Actor, type Role } from '../../src/people/index.js';
import { Clock, Config, Db, Durable, Tx } from '../../src/platform/index.js';
import { cloneDatabase } from './postgres.js';

/** The night of the fire, half an hour on. */
export const THE_NIGHT = new Date('2025-08-30T22:00:00+07:00');

class FixedClock extends Clock {
  private at = THE_NIGHT;
  override now(): Date {
    return new Date(this.at);
  }
  set(at: string | Date): void {
    this.at = new Date(at);
  }
  override follow(): void {}
  override pause(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}

export interface HouseOptions {
  /** Launches the durable engine for real, instead of settling inline. One such house for each test file. */
  durable?: boolean;
  settings?: NodeJS.ProcessEnv;
  extraModules?: Type[];
}

/** A house on a database of its own, on a fixed clock. */
export class House {
  private constructor(
    private readonly app: TestingModule,
    readonly clock: FixedClock,
    readonly url: string,
    readonly data: string,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async open({ durable = false, settings = {}, extraModules = [] }: HouseOptions = {}): Promise<House> {
    const { url, drop } = await cloneDatabase();
    const data = mkdtempSync(path.join(tmpdir(), 'sinambung-house-'));
    const config = new Config({ SINAMBUNG_DATA: data, SINAMBUNG_LOG: 'error', DATABASE_URL: url, ...settings });
    const clock = new FixedClock();
    const app = await Test.createTestingModule({ imports: [AppModule.rooms(config, url), ...extraModules] })
      .overrideProvider(Clock)
      .useValue(clock)
      .setLogger(new ConsoleLogger({ logLevels: ['fatal'] }))
      .compile();
    await app.init();
    if (durable) await app.get(Durable).launch(url);
    return new House(app, clock, url, data, drop);
  }

  get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T {
    return this.app.get(type as Type<T>, { strict: false });
  }

  get db(): Db {
    return this.get(Db);
  }

  /** An actor with these roles; the same `person` is the same pair of eyes. */
  as(role: Role, person = `person-${role}`): Actor {
    return Actor.account(person, [role]);
  }

  /** Delivers every event and runs every started workflow, and what these bring about, until nothing waits. */
  async settle(): Promise<void> {
    const durable = this.get(Durable);
    for (let waiting = await this.waiting(); waiting.length > 0; waiting = await this.waiting()) {
      for (const { id, name, inputs } of waiting) {
        await durable.runInline(name, JSON.parse(inputs).positionalArgs ?? []);
        await this.get(Tx).housekeeping('test.settled', () =>
          this.db.run(`update dbos.workflow_status set status = 'SUCCESS' where workflow_uuid = $1`, [id]),
        );
      }
    }
  }

  /** Deliveries that a listener refused or failed. */
  troubles(): Promise<{ listener: string; outcome: string; error: string }[]> {
    return this.db.many(`select listener, outcome, error from platform.event_delivery where outcome <> 'done' order by at`);
  }

  async close(): Promise<void> {
    await this.get(Durable).shutdown();
    await this.app.close();
    await this.dropDatabase();
    rmSync(this.data, { recursive: true, force: true });
  }

  private waiting(): Promise<{ id: string; name: string; inputs: string }[]> {
    return this.db.many(
      `select workflow_uuid as id, s.name, i.inputs from dbos.workflow_status s join dbos.workflow_input i using (workflow_uuid)
       where s.status = 'ENQUEUED' and s.queue_name not like 'held:%' order by s.created_at, workflow_uuid`,
    );
  }
}

export function openHouse(options?: HouseOptions): Promise<House> {
  return House.open(options);
}
