import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { Clock } from '../../platform/index.js';
import { Connections } from '../connections.js';
import { errors } from '../errors.js';
import { type Facts, type Manifest, type Proof } from '../manifest.js';
import type { DatabaseSource } from '../shelf-schema.js';
import type { Vault } from '../vaults/vault.js';
import { run } from './child.js';
import { Databases } from './databases.js';
import type { Engine, Place, Progress, Taken } from './engine.js';
import { Keyring } from './keyring.js';
import { databaseOf, inDatabase, libpqEnv } from './pg-address.js';
import { readFacts } from './pg-facts.js';
import { plainly, withSession } from './pg-session.js';
import { PointFiles } from './point-files.js';
import { asDamage, seal, unseal } from './sealing.js';
import { EndGate, Meter } from './streams.js';
import { checkFits, versionOf } from './tools.js';

const FILE = 'dump.sql.zst.age';
const END_MARKER = 'PostgreSQL database dump complete';
const DUMP = ['--format=plain', '--no-owner', '--no-privileges', '--no-password', '--encoding=UTF8'];
const LOAD = ['--no-psqlrc', '--quiet', '--no-password', '--set=ON_ERROR_STOP=1', '--output=/dev/null', '--file=-'];
/** Safe for a database that is thrown away and made anew when anything goes wrong. */
const FAST = '-c synchronous_commit=off -c maintenance_work_mem=256MB';

/** PostgreSQL by pg_dump → zstd → age, and back by age → zstd → psql: three standard tools restore it without us. */
@Injectable()
export class DumpEngine implements Engine {
  readonly kind = 'dump';

  constructor(
    private readonly connections: Connections,
    private readonly databases: Databases,
    private readonly keyring: Keyring,
    private readonly files: PointFiles,
    private readonly clock: Clock,
  ) {}

  async ready(source: DatabaseSource): Promise<void> {
    const url = this.connections.source(source);
    await withSession(url, async (client) => this.fittingTool(client));
    await this.databases.ready(this.connections.target(source));
  }

  async take(source: DatabaseSource, pointId: string, vault: Vault): Promise<Taken> {
    const url = this.connections.source(source);
    return withSession(url, async (client) => {
      const tool = await this.fittingTool(client);
      await plainly(client);
      await client.query('begin isolation level repeatable read read only');
      const snapshot = (await client.query<{ id: string }>('select pg_export_snapshot() as id')).rows[0]?.id as string;
      const takenAt = this.clock.now().toISOString();
      const stop = new AbortController();
      const dump = this.store(
        source,
        pointId,
        vault,
        run('pg_dump', [...DUMP, `--snapshot=${snapshot}`], libpqEnv(url)),
        stop.signal,
      );
      const [stored, facts] = await together(stop, dump, readFacts(client));
      const origin = await this.databases.origin(client);
      const manifest: Manifest = {
        format: 'sinambung-manifest-1',
        sourceId: source.id,
        pointId,
        takenAt,
        engine: this.kind,
        tool,
        origin,
        content: stored,
        ...facts,
      };
      await this.files.describe(manifest, vault);
      return { bytes: stored.bytes, rawBytes: stored.rawBytes, sha256: stored.sha256, manifest };
    });
  }

  verify(manifest: Manifest, vault: Vault): Promise<void> {
    return this.files.verify(manifest, vault);
  }

  replicate(manifest: Manifest, from: Vault, to: Vault): Promise<void> {
    return this.files.replicate(manifest, from, to);
  }

  remove(manifest: Manifest, vault: Vault): Promise<void> {
    return this.files.remove(manifest, vault);
  }

  async restore(manifest: Manifest, vault: Vault, { source, name }: Place, progress: Progress): Promise<void> {
    const server = this.connections.target(source);
    await this.databases.ready(server);
    await this.databases.create(server, name, manifest.origin);
    const meter = new Meter();
    const sealed = await vault.get(this.files.key(manifest, manifest.content.file));
    sealed.once('error', (error) => meter.destroy(error));
    const plain = await unseal(sealed.pipe(meter), await this.keyring.identity());
    await this.load(plain, inDatabase(server, name), progress, (tail) => {
      if (meter.sha256 !== manifest.content.sha256)
        throw errors.damaged({ detail: `${meter.sha256} ≠ ${manifest.content.sha256}` });
      if (!tail.includes(END_MARKER)) throw errors.cutShort({ detail: END_MARKER });
    });
    await this.databases.analyze(server, name);
  }

  async examine({ source, name }: Place): Promise<{ facts: Facts; assertions: Proof['assertions'] }> {
    const url = inDatabase(this.connections.target(source), name);
    const facts = await withSession(url, async (client) => readFacts(await plainly(client)));
    return { facts, assertions: await this.databases.assertions(url, source.assertions) };
  }

  adopt({ source, name }: Place): Promise<void> {
    return this.databases.rename(this.connections.target(source), name, this.originalName(source));
  }

  discard({ source, name }: Place): Promise<void> {
    return this.databases.drop(this.connections.target(source), name);
  }

  placeName(source: DatabaseSource, purpose: 'restore' | 'proof', id: string): string {
    return `${this.originalName(source)}_${purpose === 'restore' ? 'pulih' : 'bukti'}_${id.slice(-12)}`;
  }

  originalName(source: DatabaseSource): string {
    return databaseOf(this.connections.source(source));
  }

  originalExists(source: DatabaseSource): Promise<boolean> {
    return this.databases.exists(this.connections.target(source), this.originalName(source));
  }

  /** Nothing reaches the vault's end of the stream before pg_dump has ended well and said so itself. */
  private async store(source: DatabaseSource, pointId: string, vault: Vault, child: ReturnType<typeof run>, signal: AbortSignal) {
    signal.addEventListener('abort', () => child.process.kill('SIGKILL'));
    child.process.stdin.end();
    const gate = new EndGate(async (tail) => {
      await child.ended;
      if (!tail.includes(END_MARKER)) throw errors.cutShort({ detail: END_MARKER });
    });
    const meter = new Meter();
    try {
      const sealed = await seal(child.process.stdout.pipe(gate), [await this.keyring.recipient(), ...source.recipients]);
      sealed.once('error', (error) => meter.destroy(error));
      const { bytes } = await vault.put(this.files.key({ sourceId: source.id, pointId }, FILE), sealed.pipe(meter));
      if (bytes !== meter.bytes) throw errors.damaged({ detail: `${bytes} ≠ ${meter.bytes}` });
      return { file: FILE, bytes, rawBytes: gate.bytes, sha256: meter.sha256 };
    } finally {
      child.process.kill('SIGKILL');
    }
  }

  private async load(plain: Readable, url: string, progress: Progress, whole: (tail: string) => void): Promise<void> {
    const psql = run('psql', LOAD, { ...libpqEnv(url), PGOPTIONS: FAST });
    psql.process.stdout.resume();
    try {
      await pipeline(plain, new EndGate(whole, progress), psql.process.stdin);
    } catch (error) {
      // Where psql ended first, what it said is the reason; otherwise it must not take the break for an end.
      const broke = (error as NodeJS.ErrnoException).code === 'EPIPE';
      if (broke) await psql.ended;
      psql.process.kill('SIGKILL');
      throw asDamage(error as Error);
    }
    await psql.ended;
  }

  private async fittingTool(client: pg.Client): Promise<string> {
    const { rows } = await client.query<{ major: number }>(`select current_setting('server_version_num')::int / 10000 as major`);
    const major = rows[0]?.major ?? 0;
    const version = await versionOf('pg_dump', major);
    checkFits('pg_dump', version, major);
    return version;
  }
}

/** Both, or the error of whichever failed first, with the other one ended. */
async function together<A, B>(stop: AbortController, first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  try {
    return await Promise.all([first, second]);
  } catch (error) {
    stop.abort();
    await Promise.allSettled([first, second]);
    throw error;
  }
}
