import { AsyncLocalStorage } from 'node:async_hooks';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { whenDatabaseIsThere } from './patience.js';

type Row = object;

/** In characters. */
const CHUNK = 65_536;

interface Structured {
  records: unknown[];
  affected?: number;
}

/** SQL for stores. Joins the transaction of the verb that called; outside of one the database is read-only. */
@Injectable()
export class Db {
  private readonly ambient = new AsyncLocalStorage<EntityManager>();
  private readonly turns = new WeakMap<QueryRunner, Promise<unknown>>();

  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  get isConnected(): boolean {
    return this.source.isInitialized;
  }

  get inTransaction(): boolean {
    return this.ambient.getStore() !== undefined;
  }

  /** The open transaction, for the few that need TypeORM itself. */
  get manager(): EntityManager {
    const manager = this.ambient.getStore();
    if (!manager) throw new Error('no transaction is open');
    return manager;
  }

  within<R>(manager: EntityManager, work: () => Promise<R>): Promise<R> {
    return this.ambient.run(manager, work);
  }

  async many<T extends Row>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    const { records } = await this.query(sql, parameters);
    return records.map((row) => camelKeys(row as Record<string, unknown>)) as T[];
  }

  async maybe<T extends Row>(sql: string, parameters: unknown[] = []): Promise<T | undefined> {
    return (await this.many<T>(sql, parameters))[0];
  }

  async one<T extends Row>(sql: string, parameters: unknown[] = []): Promise<T> {
    const row = await this.maybe<T>(sql, parameters);
    if (!row) throw new Error('a row was expected');
    return row;
  }

  /** Runs a statement and returns how many rows it changed. */
  async run(sql: string, parameters: unknown[] = []): Promise<number> {
    return (await this.query(sql, parameters)).affected ?? 0;
  }

  /** Streams lines by COPY into the open transaction, whatever their number: `copyIn('incoming (id, name)', lines)`. */
  async copyIn(target: string, lines: AsyncIterable<string>, form = 'text'): Promise<void> {
    const client = (await this.manager.queryRunner!.connect()) as PoolClient;
    await pipeline(inChunks(lines), client.query(copyFrom(`copy ${target} from stdin (format ${form})`)));
  }

  private async query(sql: string, parameters: unknown[]): Promise<Structured> {
    const open = this.ambient.getStore()?.queryRunner;
    if (open) return this.inTurn(open, () => structured(open, sql, parameters));
    return whenDatabaseIsThere(() => this.alone(sql, parameters));
  }

  private async alone(sql: string, parameters: unknown[]): Promise<Structured> {
    const runner = this.source.createQueryRunner();
    try {
      return await structured(runner, sql, parameters);
    } finally {
      await runner.release();
    }
  }

  /** A transaction has one connection, which takes one statement at a time: who asks for several at once waits here. */
  private inTurn<R>(runner: QueryRunner, ask: () => Promise<R>): Promise<R> {
    const asked = (this.turns.get(runner) ?? Promise.resolve()).then(ask);
    this.turns.set(
      runner,
      asked.catch(() => undefined),
    );
    return asked;
  }
}

/** TypeORM wraps the driver's error; the room wants the driver's own code (`23505`), which it keeps on `driverError`. */
function structured(runner: QueryRunner, sql: string, parameters: unknown[]): Promise<Structured> {
  return runner.query(sql, parameters, true) as Promise<Structured>;
}

/** A line alone would be a message and a write to the socket of its own. */
async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk) yield chunk;
}

function camelKeys(row: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key in row)
    out[key.includes('_') ? key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) : key] = row[key];
  return out;
}

/** Whether `error` is PostgreSQL's unique violation of the named constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const driver = (error as { driverError?: { code?: string; constraint?: string } } | undefined)?.driverError;
  return driver?.code === '23505' && (constraint === undefined || driver.constraint === constraint);
}
