import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Config, EMBEDDED_DATABASE, ensureDatabase, openEmbedded } from '../../platform/index.js';
import { run } from '../engines/child.js';
import { libpqEnv } from '../engines/pg-address.js';
import { PgDatabases } from '../engines/pg-databases.js';
import { withSession } from '../engines/pg-session.js';
import { asDamage, genuine, piecesOf, unseal } from '../engines/sealing.js';
import { EndGate, Meter } from '../engines/streams.js';
import { errors } from '../errors.js';
import { compareFacts, differences } from '../manifest.js';
import { type RescuePlan, UNFINISHED } from './rescue-plan.js';
import { endItself } from './rescued-store.js';

const END_MARKER = 'PostgreSQL database dump complete';
const LOAD = ['--no-psqlrc', '--quiet', '--no-password', '--set=ON_ERROR_STOP=1', '--output=/dev/null', '--file=-'];
const TABLES = `select count(*)::int as n from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'`;

export interface Rescued {
  pointId: string;
  takenAt: string;
  tables: number;
  rows: number;
  seconds: number;
  /** Where the shelf of before lies. */
  shelf: string;
}

/**
 * Brings this installation back on an empty machine, without a server or a database of its own. All or nothing: the database is
 * filled in one transaction, and a rescue that was killed is begun anew; a database that was given, and filled, must be emptied by hand.
 */
@Injectable()
export class Rescue {
  constructor(
    private readonly config: Config,
    private readonly databases: PgDatabases,
  ) {}

  /** `progress` counts bytes as they were before compression. */
  async run(plan: RescuePlan, progress: (bytes: number) => void): Promise<Rescued> {
    const start = performance.now();
    this.placeKeys(plan);
    const database = await this.emptyDatabase();
    try {
      await this.databases.ready(database.url);
      await this.databases.checkTakes(database.url, plan.manifest.origin);
      await this.load(plan, database.url, progress);
      await this.compare(plan, database.url);
      await endItself(database.url, plan.point.pointId);
    } finally {
      await database.close();
    }
    rmSync(path.join(this.config.data, UNFINISHED));
    const { tables } = plan.manifest;
    return {
      pointId: plan.point.pointId,
      takenAt: plan.point.takenAt,
      tables: tables.length,
      rows: tables.reduce((sum, table) => sum + table.rows, 0),
      seconds: Math.round(performance.now() - start) / 1000,
      shelf: this.shelf,
    };
  }

  get shelf(): string {
    return path.join(this.config.data, 'backup');
  }

  /** The note comes first: what lies in the folder from here on is ours, should this be killed. */
  private placeKeys({ keys, point }: RescuePlan): void {
    const { data } = this.config;
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, UNFINISHED), JSON.stringify({ point: point.pointId }), { mode: 0o600 });
    for (const { name, body } of keys) {
      mkdirSync(path.dirname(path.join(data, name)), { recursive: true, mode: 0o700 });
      writeFileSync(path.join(data, name), body, { mode: 0o600 });
    }
  }

  /** The one that is set, which must be empty, else a fresh embedded one. */
  private async emptyDatabase(): Promise<{ url: string; close(): Promise<void> }> {
    const given = this.config.get('DATABASE_URL');
    if (given) {
      const { n } = await withSession(given, async (client) => (await client.query<{ n: number }>(TABLES)).rows[0]!);
      if (n > 0) throw errors.databaseNotEmpty({ tables: n });
      return { url: given, close: async () => undefined };
    }
    const embedded = await openEmbedded(this.config.data);
    await this.databases.drop(embedded.url('postgres'), EMBEDDED_DATABASE);
    await ensureDatabase(embedded, EMBEDDED_DATABASE);
    return { url: embedded.url(EMBEDDED_DATABASE), close: () => embedded.stopIfIdle() };
  }

  private async load({ vault, point, manifest, identity }: RescuePlan, url: string, progress: (bytes: number) => void) {
    const { file, sha256 } = manifest.content;
    const key = `${point.sourceId}/${point.pointId}/${file}`;
    const pieces = await piecesOf(vault, key, manifest.content);
    const meter = new Meter();
    const sealed = await vault.get(key);
    sealed.once('error', (error) => meter.destroy(error));
    const plain = await unseal(genuine(sealed.pipe(meter), pieces), identity);
    const gate = new EndGate((tail) => {
      if (meter.sha256 !== sha256) throw errors.damaged({ vault: vault.id, detail: file });
      if (!tail.includes(END_MARKER)) throw errors.cutShort({ detail: END_MARKER });
    }, progress);
    const client = run('psql', LOAD, libpqEnv(url));
    client.process.stdout.resume();
    plain.once('error', (error) => gate.destroy(error));
    try {
      await pipeline(Readable.from(inOneTransaction(plain.pipe(gate))), client.process.stdin);
    } catch (error) {
      // Where psql ended first, what it said is the reason; otherwise it must not take the break for an end.
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') await client.ended;
      client.process.kill('SIGKILL');
      throw asDamage(error as Error);
    }
    await client.ended;
    await withSession(url, (session) => session.query('analyze'));
  }

  private async compare({ manifest }: RescuePlan, url: string): Promise<void> {
    const wrong = differences(compareFacts(manifest, await this.databases.facts(url, manifest.digests)));
    if (wrong.length > 0) throw errors.notTheSame({ detail: wrong.slice(0, 10).join('; ') });
  }
}

/** A script that ends early is no end: without the last words nothing of it stays. */
async function* inOneTransaction(sql: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  yield Buffer.from('begin;\n');
  yield* sql;
  yield Buffer.from('\ncommit;\n');
}

/** A server that starts on half an installation would begin a new one. Throws `rescue-unfinished`. */
export function refuseUnfinished(data: string): void {
  if (existsSync(path.join(data, UNFINISHED))) throw errors.rescueUnfinished({ folder: data });
}
