import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { Directory } from '../../directory/index.js';
import { Config, Instance } from '../../platform/index.js';
import { Connections } from '../connections.js';
import { databaseOf, inDatabase, shown } from '../engines/pg-address.js';
import { databaseExists, withSession } from '../engines/pg-session.js';
import { errors } from '../errors.js';
import { Shelf } from '../shelf.js';
import { sourcedFigures } from './samsat-figures.js';
import { fill, KEYS, MARK, SCHEMA } from './samsat-sql.js';

export const SAMSAT_SOURCE = 'samsat-katang-db';
const YEAR = 2025;
const FIRE = '2025-08-30';

export interface Generated {
  database: string;
  vehicles: number;
  seconds: number;
}

/** Fills the demonstration's vehicle database, the same each time. Refuses outside a demonstration, and any database that is not its own. */
@Injectable()
export class GenerateSamsat {
  constructor(
    private readonly shelf: Shelf,
    private readonly connections: Connections,
    private readonly directory: Directory,
    private readonly config: Config,
    private readonly instance: Instance,
  ) {}

  async run(vehicles = 200_000): Promise<Generated> {
    this.instance.requireDemonstration();
    const start = performance.now();
    const url = this.connections.source(this.shelf.database(SAMSAT_SOURCE));
    const name = databaseOf(url);
    const statements = fill({
      vehicles,
      kecamatan: await this.kecamatan(),
      year: YEAR,
      paidBefore: FIRE,
      ...sourcedFigures(this.config),
    });
    await this.refuseForeign(url);
    await this.replace(url, name, `${name}_draf`, [SCHEMA, ...statements, KEYS]);
    return { database: name, vehicles, seconds: Math.round(performance.now() - start) / 1000 };
  }

  private async kecamatan(): Promise<string[]> {
    const offerings = await this.directory.offeringsAt(this.shelf.database(SAMSAT_SOURCE).office!);
    const regions = await this.directory.catchment(offerings.map(({ id }) => id));
    return regions.map(({ code }) => code).sort();
  }

  /** Filled under another name first: whoever looks, a backup too, finds all of it or nothing. */
  private async replace(url: string, name: string, draft: string, statements: string[]): Promise<void> {
    const [quoted, drafted] = [pg.escapeIdentifier(name), pg.escapeIdentifier(draft)];
    await withSession(inDatabase(url, 'postgres'), async (server) => {
      await server.query(`drop database if exists ${drafted} with (force)`);
      await server.query(`create database ${drafted} template template0 encoding 'UTF8'`);
      await withSession(inDatabase(url, draft), async (client) => {
        await client.query('begin');
        for (const sql of statements) await client.query(sql);
        await client.query('commit');
        await client.query('analyze');
      });
      await server.query(`drop database if exists ${quoted} with (force)`);
      await server.query(`alter database ${drafted} rename to ${quoted}`);
    });
  }

  private async refuseForeign(url: string): Promise<void> {
    const exists = await withSession(inDatabase(url, 'postgres'), (server) => databaseExists(server, databaseOf(url)));
    if (!exists) return;
    const { tables, mark } = await withSession(
      url,
      async (client) => (await client.query<Found>(WHAT_IS_THERE)).rows[0] as Found,
    );
    if (tables > 0 && mark !== MARK) throw errors.notOurs({ database: shown(url) });
  }
}

interface Found {
  tables: number;
  mark: string | null;
}

const WHAT_IS_THERE = `select (select count(*)::int from pg_tables where schemaname not in ('pg_catalog', 'information_schema')) as tables,
  obj_description(to_regclass('public.kendaraan'), 'pg_class') as mark`;
