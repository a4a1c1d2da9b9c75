import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Db } from './database/db.js';
import { DATABASE_URL } from './database/url.js';

type Reader = (data: unknown) => unknown;

const CHANNEL = 'sinambung';
const RECONNECT_MS = 500;

/**
 * Word passed between processes of one database after a commit (LISTEN/NOTIFY): for caches alone, never for effects, because a
 * process that is away misses it. After a lost connection every reader is called once, without data.
 */
@Injectable()
export class Bulletin implements OnApplicationShutdown {
  private readonly logger = new Logger('bulletin');
  private readonly readers = new Map<string, Reader[]>();
  private client?: pg.Client;
  private closed = false;

  constructor(
    private readonly db: Db,
    @Inject(DATABASE_URL) private readonly url: string,
  ) {}

  on(topic: string, reader: Reader): void {
    this.readers.set(topic, [...(this.readers.get(topic) ?? []), reader]);
  }

  /** Inside a transaction: heard when it commits. Costs throughput, so only for what is published. */
  async post(topic: string, data: unknown = null): Promise<void> {
    await this.db.many('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ topic, data })]);
  }

  async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'sinambung-bulletin', keepAlive: true });
    client.on('notification', ({ payload }) => this.hear(payload));
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    this.client = client;
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => undefined);
  }

  private hear(payload: string | undefined): void {
    const { topic, data } = JSON.parse(payload ?? '{}') as { topic: string; data: unknown };
    this.call(this.readers.get(topic) ?? [], data);
  }

  private call(readers: Reader[], data: unknown): void {
    for (const read of readers) Promise.resolve(read(data)).catch((error) => this.logger.error(error));
  }

  private reconnect(lost: pg.Client): void {
    if (this.closed || this.client !== lost) return;
    this.client = undefined;
    const retry = () => {
      if (this.closed) return;
      this.listen()
        .then(() => this.call([...this.readers.values()].flat(), undefined))
        .catch(() => setTimeout(retry, RECONNECT_MS).unref());
    };
    setTimeout(retry, RECONNECT_MS).unref();
  }
}
