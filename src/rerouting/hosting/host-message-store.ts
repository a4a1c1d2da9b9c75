import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import type { MessageKind } from './host-rules.js';

/** One message to one host; each occasion has one. */
export interface Occasion {
  requestId: string;
  kind: MessageKind;
  /** The civil date at the host; of a return, its date. */
  day: string;
}

export type MessageOutcome = 'attempted' | 'delivered' | 'failed' | 'no-gateway' | 'sample';

/** `attempted` stays where a crash left the outcome unknown; `sample` is a contact that was made up and is never written to. */
export interface HostMessage extends Occasion {
  id: string;
  channel: 'email' | 'sms' | 'none';
  outcome: MessageOutcome;
  error?: string;
  at: Date;
}

const COLUMNS = 'id, request_id, kind, day, channel, outcome, error, at';

@Injectable()
export class HostMessageStore {
  constructor(private readonly db: Db) {}

  /** False when this occasion has its message already. */
  async add({ id, requestId, kind, day, channel, outcome, at }: HostMessage): Promise<boolean> {
    const added = await this.db.run(
      `insert into rerouting.host_message (id, request_id, kind, day, channel, outcome, at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (request_id, kind, day) do nothing`,
      [id, requestId, kind, day, channel, outcome, at],
    );
    return added > 0;
  }

  async get(id: string): Promise<HostMessage> {
    return withoutNulls(await this.db.one<HostMessage>(`select ${COLUMNS} from rerouting.host_message where id = $1`, [id]));
  }

  async of(requestId: string): Promise<HostMessage[]> {
    const rows = await this.db.many<HostMessage>(
      `select ${COLUMNS} from rerouting.host_message where request_id = $1 order by at, id`,
      [requestId],
    );
    return allWithoutNulls(rows);
  }

  /** Those of these occasions that nothing was written for yet. */
  async unwritten(occasions: Occasion[]): Promise<Occasion[]> {
    return this.db.many<Occasion>(
      `select o.* from unnest($1::uuid[], $2::text[], $3::date[]) as o (request_id, kind, day)
       where not exists (select from rerouting.host_message m where (m.request_id, m.kind, m.day) = (o.request_id, o.kind, o.day))`,
      [occasions.map(({ requestId }) => requestId), occasions.map(({ kind }) => kind), occasions.map(({ day }) => day)],
    );
  }

  async record(id: string, outcome: MessageOutcome, error?: string): Promise<void> {
    await this.db.run('update rerouting.host_message set outcome = $2, error = $3 where id = $1', [id, outcome, error]);
  }
}
