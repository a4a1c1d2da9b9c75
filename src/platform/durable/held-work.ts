import { Injectable, Logger } from '@nestjs/common';
import { Db } from '../database/db.js';
import { QUEUE, Tx } from '../database/tx.js';
import { Events, event } from '../events.js';

/** This database finds itself on another server than before, or under another identity: it was restored. */
export const DatabaseMoved = event<{ held: number }>('platform.database-moved');

/** A workflow that was begun before the moment whose data a restored database holds. */
export interface HeldWorkflow {
  id: string;
  name: string;
  /** Whether it had begun, or waited for its turn. */
  begun: boolean;
  startedAt: Date;
}

/** Before the name of its queue: nobody serves such a queue; the engine leaves what waits there alone, and starts nothing twice under the same id. */
const HOLD = 'held:';
const HELD = `queue_name like '${HOLD}%' and status = 'ENQUEUED'`;

/** Null where the server does not say which one it is; then only a copy on the same server is noticed. */
const PLACE = `select concat_ws('/', case when has_function_privilege('pg_control_system()', 'execute') then (select system_identifier from pg_control_system()) end,
  (select oid from pg_database where datname = current_database())) as place`;

/** In a database that no server runs on: the workflow of this id never goes on. */
export const CANCEL_WORKFLOW = `update dbos.workflow_status set status = 'CANCELLED', queue_name = null
  where workflow_uuid = $1 and status in ('PENDING', 'ENQUEUED')`;

/**
 * Work of before a restore. Nobody knows what of it was done after the copy was made (a mail sent, an SMS), so that none of it
 * goes on before an officer has said so.
 */
@Injectable()
export class HeldWork {
  private readonly logger = new Logger('workflows');

  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
    private readonly events: Events,
  ) {}

  /** Before the engine launches, whoever restored the database and by whatever means. */
  async holdIfMoved(): Promise<void> {
    const { place } = await this.db.one<{ place: string }>(PLACE);
    await this.tx.housekeeping('platform.hold-if-moved', async () => {
      const before = await this.db.one<{ place?: string }>('select place from platform.instance for update');
      if (before.place === place) return;
      await this.db.run('update platform.instance set place = $1', [place]);
      if (before.place) await this.hold();
    });
  }

  /** Oldest first. */
  all(): Promise<HeldWorkflow[]> {
    return this.db.many<HeldWorkflow>(
      `select workflow_uuid as id, name, executor_id is not null as begun, to_timestamp(created_at / 1000.0) as started_at
       from dbos.workflow_status where ${HELD} order by created_at, workflow_uuid`,
    );
  }

  /** Undefined once an officer has decided over all of it. Until then nothing that was being tried again is tried again either. */
  async since(): Promise<Date | undefined> {
    const row = await this.db.one<{ heldSince: Date | null }>('select held_since from platform.instance');
    return row.heldSince ?? undefined;
  }

  /** Inside a verb: these go on where they were. How many of them were held. */
  async release(ids: readonly string[]): Promise<number> {
    const sql = `update dbos.workflow_status set queue_name = substr(queue_name, ${HOLD.length + 1}) where ${HELD} and workflow_uuid = any($1)`;
    const released = await this.db.run(sql, [ids]);
    await this.endWhenEmpty();
    return released;
  }

  /** Inside a verb: these never go on. How many of them were held. */
  async drop(ids: readonly string[]): Promise<number> {
    const dropped = await this.db.run(
      `update dbos.workflow_status set status = 'CANCELLED', queue_name = null, completed_at = (extract(epoch from now()) * 1000)::bigint
       where ${HELD} and workflow_uuid = any($1)`,
      [ids],
    );
    await this.endWhenEmpty();
    return dropped;
  }

  private async endWhenEmpty(): Promise<void> {
    await this.db.run(
      `update platform.instance set held_since = null where not exists (select from dbos.workflow_status where ${HELD})`,
    );
  }

  private async hold(): Promise<void> {
    await this.db.run('update platform.instance set held_since = clock_timestamp()');
    const held = await this.db.run(
      `update dbos.workflow_status set status = 'ENQUEUED', queue_name = $1 || coalesce(queue_name, $2), started_at_epoch_ms = null, owner_xid = null, deduplication_id = null
       where status in ('PENDING', 'ENQUEUED', 'DELAYED')`,
      [HOLD, QUEUE],
    );
    this.logger.warn(`this database was restored: ${held} workflows of before are held until an officer releases them`);
    await this.events.emit(DatabaseMoved, { held });
  }
}
