import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Db } from './database/db.js';
import { Tx } from './database/tx.js';
import { DATABASE_URL } from './database/url.js';

type Reader = (data: unknown) => unknown;

interface Posted {
  seq: number;
  topic: string;
  data: unknown;
}

const CHANNEL = 'sinambung';
const RECONNECT_MS = 500;
const LOOK_AGAIN_MS = 2000;
/** A notification holds 8000 bytes. */
const MOST_INLINE_BYTES = 7000;
/** Longer than any transaction that posts, and than any outage after which a process still knows what it has heard. */
const KEPT_MS = 3_600_000;

/**
 * Word passed between processes of one database after a commit (LISTEN/NOTIFY): for caches alone, never for effects. Each word
 * is also a row, so that a process that missed the notification, or lost its connection, notices and reads it within seconds;
 * after an outage longer than the rows are kept, every reader is called once without data.
 */
@Injectable()
export class Bulletin implements OnApplicationShutdown {
  private readonly logger = new Logger('bulletin');
  private readonly readers = new Map<string, Reader[]>();
  private readonly heard = new Map<number, number>();
  private catching: Promise<void> = Promise.resolve();
  private lookedAt?: number;
  private client?: pg.Client;
  private looking?: NodeJS.Timeout;
  private pruning?: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
    @Inject(DATABASE_URL) private readonly url: string,
  ) {}

  on(topic: string, reader: Reader): void {
    this.readers.set(topic, [...(this.readers.get(topic) ?? []), reader]);
  }

  /** Whether what is posted now would be heard at once. */
  get isListening(): boolean {
    return this.client !== undefined;
  }

  /** Inside a transaction: heard when it commits. Costs throughput, so only for what is published. */
  post(topic: string, data: unknown = null): Promise<void> {
    return this.tx.housekeeping('platform.post', async () => {
      await this.db.many(
        `with posted as (insert into platform.bulletin (topic, data) values ($2, $3) returning seq, topic, data)
         select pg_notify($1, case when octet_length(posted.data::text) < $4 then to_jsonb(posted)::text else '{}' end) from posted`,
        [CHANNEL, topic, JSON.stringify(data), MOST_INLINE_BYTES],
      );
    });
  }

  async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'sinambung-bulletin', keepAlive: true });
    let lost = false;
    const losing = () => {
      lost = true;
      this.reconnect(client);
    };
    client.on('notification', ({ payload }) => this.notified(payload));
    client.on('error', losing);
    client.on('end', losing);
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    await this.catchUp();
    if (lost) throw new Error('the connection was lost at once');
    this.client = client;
    this.looking ??= setInterval(() => this.catchUp().catch(() => undefined), LOOK_AGAIN_MS).unref();
    this.pruning ??= setInterval(() => this.prune().catch(() => undefined), KEPT_MS).unref();
  }

  /** Reads what was posted and never heard of. Rejects while the database is away. */
  catchUp(): Promise<void> {
    this.catching = this.catching.catch(() => undefined).then(() => this.look());
    return this.catching;
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearInterval(this.looking);
    clearInterval(this.pruning);
    await this.client?.end().catch(() => undefined);
  }

  /** What is too long for a notification is read from its row. */
  private notified(payload: string | undefined): void {
    const posted = JSON.parse(payload ?? '{}') as Partial<Posted>;
    if (posted.topic === undefined) this.catchUp().catch(() => undefined);
    else this.hear(posted as Posted);
  }

  private async look(): Promise<void> {
    const began = performance.now();
    const posted = await this.db.many<Posted>(
      `select seq, topic, data from platform.bulletin where posted_at > now() - interval '${KEPT_MS} milliseconds' order by seq`,
    );
    const gap = this.lookedAt === undefined ? 'first' : began - this.lookedAt > KEPT_MS ? 'long' : 'none';
    this.lookedAt = began;
    if (gap === 'none') for (const row of posted) this.hear(row);
    else for (const { seq } of posted) this.heard.set(seq, began);
    if (gap === 'long') this.call([...this.readers.values()].flat(), undefined);
    for (const [seq, at] of this.heard) if (began - at > 2 * KEPT_MS) this.heard.delete(seq);
  }

  private hear({ seq, topic, data }: Posted): void {
    if (this.heard.has(seq)) return;
    this.heard.set(seq, performance.now());
    this.call(this.readers.get(topic) ?? [], data ?? undefined);
  }

  private call(readers: Reader[], data: unknown): void {
    for (const read of readers) Promise.resolve(read(data)).catch((error) => this.logger.error(error));
  }

  private async prune(): Promise<void> {
    await this.tx.housekeeping('platform.prune-bulletin', () =>
      this.db.run(`delete from platform.bulletin where posted_at < now() - interval '${2 * KEPT_MS} milliseconds'`),
    );
  }

  private reconnect(lost: pg.Client): void {
    if (this.closed || this.client !== lost) return;
    this.client = undefined;
    const retry = () => {
      if (this.closed) return;
      this.listen().catch(() => setTimeout(retry, RECONNECT_MS).unref());
    };
    setTimeout(retry, RECONNECT_MS).unref();
  }
}
