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
    const url = this.connections.source(this.shelf.source(SAMSAT_SOURCE));
    const statements = fill({
      vehicles,
      kecamatan: await this.kecamatan(),
      year: YEAR,
      paidBefore: FIRE,
      ...sourcedFigures(this.config),
    });
    await this.ensureDatabase(url);
    await withSession(url, async (client) => {
      await this.refuseForeign(client, url);
      await client.query('begin');
      for (const sql of [SCHEMA, ...statements, KEYS]) await client.query(sql);
      await client.query('commit');
      await client.query('analyze');
    });
    return { database: databaseOf(url), vehicles, seconds: Math.round(performance.now() - start) / 1000 };
  }

  private async kecamatan(): Promise<string[]> {
    const offerings = await this.directory.offeringsAt(this.shelf.source(SAMSAT_SOURCE).office);
    const regions = await this.directory.catchment(offerings.map(({ id }) => id));
    return regions.map(({ code }) => code).sort();
  }

  private async ensureDatabase(url: string): Promise<void> {
    const name = databaseOf(url);
    await withSession(inDatabase(url, 'postgres'), async (client) => {
      if (await databaseExists(client, name)) return;
      await client.query(`create database ${pg.escapeIdentifier(name)} template template0 encoding 'UTF8'`);
    });
  }

  private async refuseForeign(client: pg.Client, url: string): Promise<void> {
    const { rows } = await client.query<{ tables: number; mark: string | null }>(
      `select (select count(*)::int from pg_tables where schemaname = 'public') as tables, obj_description(to_regclass('public.kendaraan'), 'pg_class') as mark`,
    );
    const { tables, mark } = rows[0] as { tables: number; mark: string | null };
    if (tables > 0 && mark !== MARK) throw errors.notOurs({ database: shown(url) });
  }
}
