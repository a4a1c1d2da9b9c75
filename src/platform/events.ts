import { Injectable, Logger } from '@nestjs/common';
import { Clock } from './clock.js';
import { Db, isDatabaseAway } from './database/db.js';
import { Tx } from './database/tx.js';
import { Durable } from './durable/durable.js';
import { DomainError } from './errors.js';
import { newId } from './ids.js';

export interface EventType<Payload> {
  readonly name: string;
  readonly example?: Payload;
}

/** Declares news of a room: `event<{ incidentId: string }>('incidents.confirmed')`. Payloads hold ids, no personal data. */
export function event<Payload extends object>(name: string): EventType<Payload> {
  return { name };
}

type Handler = (payload: never, eventId: string) => Promise<void>;

interface Listener {
  name: string;
  handle: Handler;
}

const DELIVER = 'platform.deliver-event';
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;

/** News between rooms: written with the change that caused it, delivered to each listener once, by a durable workflow. */
@Injectable()
export class Events {
  private readonly logger = new Logger('events');
  private readonly listeners = new Map<string, Listener[]>();

  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
    private readonly clock: Clock,
    durable: Durable,
  ) {
    durable.workflow(DELIVER, (eventId: string) => this.deliver(eventId));
  }

  /** `listener` is a stable name: what was delivered under it is not delivered again. */
  on<Payload extends object>(
    type: EventType<Payload>,
    listener: string,
    handle: (payload: Payload, eventId: string) => Promise<void>,
  ): void {
    const known = this.listeners.get(type.name) ?? [];
    this.listeners.set(type.name, [...known, { name: listener, handle: handle as Handler }]);
  }

  /** Inside a verb: the event exists if and only if the verb commits. */
  async emit<Payload extends object>(type: EventType<Payload>, payload: Payload): Promise<void> {
    const id = newId();
    await this.db.run('insert into platform.event (id, name, payload, occurred_at) values ($1, $2, $3, $4)', [
      id,
      type.name,
      JSON.stringify(payload),
      this.clock.now(),
    ]);
    if (this.db.inTransaction) await this.tx.start(DELIVER, `event-${id}`, id);
  }

  /** When the change that caused the event was made. */
  async occurredAt(eventId: string): Promise<Date> {
    const sql = 'select occurred_at from platform.event where id = $1';
    return (await this.db.one<{ occurredAt: Date }>(sql, [eventId])).occurredAt;
  }

  /** Delivers one event to the listeners that have not had it; a listener that refuses or fails does not stop the others. */
  async deliver(eventId: string): Promise<void> {
    const { name, payload } = await whenDatabaseIsThere(() =>
      this.db.one<{ name: string; payload: never }>('select name, payload from platform.event where id = $1', [eventId]),
    );
    for (const listener of this.listeners.get(name) ?? []) {
      const { outcome, error } = await this.handle(listener, payload, eventId);
      await whenDatabaseIsThere(() => this.note(eventId, listener.name, outcome, error));
    }
  }

  private note(eventId: string, listener: string, outcome: string, error?: string): Promise<unknown> {
    return this.tx.housekeeping(`delivered:${listener}`, () =>
      this.db.run(
        'insert into platform.event_delivery (event_id, listener, outcome, error) values ($1, $2, $3, $4) on conflict do nothing',
        [eventId, listener, outcome, error],
      ),
    );
  }

  /** A refusal is final; a database that is away is waited for; anything else is tried again before it is noted as failed. */
  private async handle(listener: Listener, payload: never, eventId: string): Promise<{ outcome: string; error?: string }> {
    for (let attempt = 1; ; attempt++) {
      try {
        await whenDatabaseIsThere(() => listener.handle(payload, eventId));
        return { outcome: 'done' };
      } catch (error) {
        const refused = error instanceof DomainError;
        const said = error instanceof Error ? error.stack : String(error);
        this.logger.error(`${listener.name} ${refused ? 'refused' : 'failed on'} event ${eventId}, attempt ${attempt}: ${said}`);
        if (refused || attempt === ATTEMPTS)
          return { outcome: refused ? 'refused' : 'failed', error: error instanceof Error ? error.message : String(error) };
        await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
      }
    }
  }
}

/** An outage, however long, loses no news: what failed because of it is tried until the database is back. */
async function whenDatabaseIsThere<R>(work: () => Promise<R>): Promise<R> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
