import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../migrations/index.js';

const INT8 = 20;
const DATE = 1082;

/** `bigint` as a number, `date` as `'2025-08-30'`: a calendar day has no time zone. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return (value: string) => Number(value);
    if (oid === DATE) return (value: string) => value;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/** Connections are read-only unless `Tx` opens a transaction: a change without permission and ledger entry cannot happen. */
export function openDataSource(url: string, poolSize = 12): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    extra: { max: poolSize, types, options: '-c default_transaction_read_only=on', application_name: 'sinambung' },
  }).initialize();
}

/** A source that is never connected. */
export function unconnected(): DataSource {
  return new DataSource({ type: 'postgres' });
}

/** For migrations alone: may write. */
export function openMigrationSource(url: string): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    extra: { max: 1, types },
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
  }).initialize();
}
