import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { normalPlate } from '../../platform/index.js';
import { Connections } from '../connections.js';
import { inDatabase } from '../engines/pg-address.js';
import { databaseExists, withSession } from '../engines/pg-session.js';
import { errors } from '../errors.js';
import type { DatabaseSource } from '../shelf-schema.js';
import type { Found } from './rules.js';
import type { PaymentQueries } from './settlement-format.js';
import type { SoughtPayment } from './types.js';

export interface PaymentLookup {
  /** The database that is asked. */
  database: string;
  /** What it says of each of these payments, in their order. */
  find(payments: SoughtPayment[]): Promise<Found[]>;
}

/** Asks the restored database of a source what it knows of payments: read-only, and all questions see one state. */
@Injectable()
export class SourcePayments {
  constructor(private readonly connections: Connections) {}

  /** `name` is what the restored database is called now. Throws `no-payment-queries`, `restored-gone`, `source-unreachable`, `lookup-failed`. */
  async look<T>(source: DatabaseSource, name: string, work: (lookup: PaymentLookup) => Promise<T>): Promise<T> {
    const { payments: queries } = source;
    if (!queries) throw errors.noPaymentQueries({ source: source.id });
    const server = this.connections.target(source);
    const isThere = await withSession(inDatabase(server, 'postgres'), (client) => databaseExists(client, name));
    if (!isThere) throw errors.restoredGone({ name });
    return withSession(inDatabase(server, name), async (client) => {
      await client.query('begin isolation level repeatable read read only');
      return work({ database: name, find: (payments) => find(client, queries, source.id, payments) });
    });
  }
}

async function find(client: pg.Client, queries: PaymentQueries, source: string, payments: SoughtPayment[]): Promise<Found[]> {
  const references = payments.map(({ reference }) => reference);
  const plates = [...new Set(payments.flatMap(({ plate }) => plate ?? []))];
  const amounts = new Map<string, number>();
  for (const { reference, amount } of await ask(client, source, queries.byReference, ['reference', 'amount'], references))
    amounts.set(String(reference), (amounts.get(String(reference)) ?? 0) + Number(amount));
  const rows = await ask(client, source, queries.byPlate, ['plate'], plates);
  const known = new Set(rows.map(({ plate }) => normalPlate(String(plate))));
  return payments.map(({ reference, plate }) => ({
    amount: amounts.get(reference),
    knowsPlate: plate === undefined || known.has(plate),
  }));
}

async function ask(client: pg.Client, source: string, sql: string, columns: string[], values: string[]) {
  try {
    const { rows, fields } = await client.query<Record<string, unknown>>(sql, [values]);
    const missing = columns.filter((column) => !fields.some(({ name }) => name === column));
    if (missing.length > 0) throw new Error(`no column ${missing.join(', ')}`);
    return rows;
  } catch (error) {
    throw errors.lookupFailed({ source, detail: (error as Error).message });
  }
}
