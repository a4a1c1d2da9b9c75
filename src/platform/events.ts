import { Injectable, Logger } from '@nestjs/common';
import { Clock } from './clock.js';
import { Db } from './database/db.js';
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

/** `error` is what the listener's last attempt said; for keepers of the server, not for the public. */
export interface Undelivered {
  eventId: string;
  name: string;
  listener: string;
  error: string;
  occurredAt: Date;
  failedAt: Date;
}

const DELIVER = 'platform.deliver-event';
const DELIVER_AGAIN = 'platform.deliver-event-again';
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 200;

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
    durable.workflow(DELIVER_AGAIN, (eventId: string, listener: string) => this.deliver(eventId, listener));
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
    await this.emitAll(type, [payload]);
  }

  /** The same of many, by as many statements as of one. */
  async emitAll<Payload extends object>(type: EventType<Payload>, payloads: Payload[]): Promise<void> {
    const ids = payloads.map(() => newId());
    await this.db.run(
      `insert into platform.event (id, name, payload, occurred_at)
       select id, $2, payload, $4 from rows from (unnest($1::uuid[]), jsonb_array_elements($3::jsonb)) as t (id, payload)`,
      [ids, type.name, JSON.stringify(payloads), this.clock.now()],
    );
    if (this.db.inTransaction) await this.tx.startEach(DELIVER, 'event-', ids);
  }

  /** When the change that caused the event was made. */
  async occurredAt(eventId: string): Promise<Date> {
    const sql = 'select occurred_at from platform.event where id = $1';
    return (await this.db.one<{ occurredAt: Date }>(sql, [eventId])).occurredAt;
  }

  /** What reached a listener and failed there every time; oldest first. */
  undelivered(): Promise<Undelivered[]> {
    return this.db.many<Undelivered>(
      `select d.event_id, e.name, d.listener, d.error, e.occurred_at, d.at as failed_at
       from platform.event_delivery d join platform.event e on e.id = d.event_id where d.outcome = 'failed' order by d.at`,
    );
  }

  /** Inside a verb: has a failed delivery tried anew. False when it is not failed (any more). */
  async deliverAgain(eventId: string, listener: string): Promise<boolean> {
    const sql = `delete from platform.event_delivery where event_id = $1 and listener = $2 and outcome = 'failed'`;
    if ((await this.db.run(sql, [eventId, listener])) === 0) return false;
    await this.tx.start(DELIVER_AGAIN, `again-${newId()}`, eventId, listener);
    return true;
  }

  /** Delivers one event to its listeners, or to the one named; a listener that refuses or fails does not stop the others. */
  async deliver(eventId: string, only?: string): Promise<void> {
    const sql = 'select name, payload from platform.event where id = $1';
    const { name, payload } = await this.db.one<{ name: string; payload: never }>(sql, [eventId]);
    for (const listener of this.listeners.get(name) ?? []) {
      if (only !== undefined && listener.name !== only) continue;
      const { outcome, error } = await this.handle(listener, payload, eventId);
      await this.note(eventId, listener.name, outcome, error);
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

  /** A refusal is final; anything else is tried again before it is noted as failed. A database that is away is waited for below. */
  private async handle(listener: Listener, payload: never, eventId: string): Promise<{ outcome: string; error?: string }> {
    for (let attempt = 1; ; attempt++) {
      try {
        await listener.handle(payload, eventId);
        return { outcome: 'done' };
      } catch (error) {
        const refused = error instanceof DomainError;
        const said = error instanceof Error ? error.stack : String(error);
        this.logger.error(`${listener.name} ${refused ? 'refused' : 'failed on'} event ${eventId}, attempt ${attempt}: ${said}`);
        if (refused || attempt === ATTEMPTS)
          return { outcome: refused ? 'refused' : 'failed', error: error instanceof Error ? error.message : String(error) };
        await this.clock.pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
      }
    }
  }
}
