import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { DataSource } from 'typeorm';
import { Db } from '../../platform/index.js';

type Connection = Pick<PoolClient, 'query' | 'release'>;

const SAVEPOINTS: Record<string, string> = {
  begin: 'savepoint accounts_library',
  'start transaction': 'savepoint accounts_library',
  commit: 'release savepoint accounts_library',
  rollback: 'rollback to savepoint accounts_library',
};

/**
 * The connections that the accounts library gets: inside a verb the verb's own transaction, so that what the library writes and
 * the ledger entry stand or fall together; outside one, a connection that can only read.
 */
@Injectable()
export class JoinedPool {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly db: Db,
  ) {}

  async connect(): Promise<Connection> {
    if (!this.db.inTransaction) return this.pool.connect();
    const client: PoolClient = await this.db.manager.queryRunner!.connect();
    const query = (sql: string, parameters?: unknown[]): Promise<QueryResult> =>
      client.query(SAVEPOINTS[sql.trim().toLowerCase()] ?? sql, parameters as unknown[]);
    return { query: query as PoolClient['query'], release: () => undefined };
  }

  /** The pool belongs to the platform. */
  async end(): Promise<void> {}

  private get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }
}
