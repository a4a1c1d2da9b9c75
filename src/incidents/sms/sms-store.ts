import { Injectable } from '@nestjs/common';
import { Db, withoutNulls } from '../../platform/index.js';

/** What a question to a sender was about. */
export interface Asked {
  officeIds: string[];
  words: string[];
}

export interface SmsMessage {
  /** The gateway's own id. */
  key: string;
  at: Date;
  /** Whose registered number it was; the number itself is not kept. */
  place: string;
  reply: string;
  incidentId?: string;
  asked?: Asked;
}

const COLUMNS = 'key, at, place, reply, incident_id, asked';
/** So long a question waits for its answer. */
const PATIENCE_MS = 30 * 60_000;

@Injectable()
export class SmsStore {
  constructor(private readonly db: Db) {}

  /** One message of a sender at a time, so that the one that is sent again sees what the first one did. */
  async lock(place: string): Promise<void> {
    await this.db.many(`select pg_advisory_xact_lock(hashtextextended('incidents.sms:' || $1, 0))`, [place]);
  }

  async byKey(key: string): Promise<SmsMessage | undefined> {
    return withoutNulls(await this.db.maybe(`select ${COLUMNS} from incidents.sms_message where key = $1`, [key]));
  }

  /** The question that this sender was asked last and has not answered. */
  async asked(place: string, now: Date): Promise<Asked | undefined> {
    const last = await this.db.maybe<{ asked: Asked | null; at: Date }>(
      'select asked, at from incidents.sms_message where place = $1 order by number desc limit 1',
      [place],
    );
    const isFresh = last !== undefined && now.getTime() - last.at.getTime() < PATIENCE_MS;
    return isFresh ? (last.asked ?? undefined) : undefined;
  }

  async add({ key, at, place, reply, incidentId, asked }: SmsMessage): Promise<void> {
    await this.db.run(`insert into incidents.sms_message (${COLUMNS}) values ($1, $2, $3, $4, $5, $6)`, [
      key,
      at,
      place,
      reply,
      incidentId,
      asked && JSON.stringify(asked),
    ]);
  }
}
