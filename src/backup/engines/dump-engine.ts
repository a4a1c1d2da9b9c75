import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { Connections } from '../connections.js';
import { errors } from '../errors.js';
import type { Content, DumpManifest, PointName, RightsGiven } from '../manifest.js';
import { Shelf } from '../shelf.js';
import type { DatabaseSource } from '../shelf-schema.js';
import { readBytes } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import type { Child } from './child.js';
import { nameBeside } from './database-names.js';
import type { Databases, Loading, RolesOfMoment } from './database-system.js';
import type { Census, Destination, Engine, Examined, Exchange, Place, Progress, Taken } from './engine.js';
import { Keyring } from './keyring.js';
import { databaseOf, inDatabase } from './pg-address.js';
import { PointFiles } from './point-files.js';
import { rightsScript } from './rights-script.js';
import { asDamage, genuine, openText, piecesOf, seal, unseal } from './sealing.js';
import { EndGate, Meter } from './streams.js';
import { Systems } from './systems.js';
import { asUserOf, snippetsOf, type WaysIn } from './ways-in.js';

type DatabasePlace = Place<DatabaseSource>;

const FILE = 'dump.sql.zst.age';
const ROLES_FILE = 'roles.sql.zst.age';
const RIGHTS_FILE = 'rights.sql.zst.age';

/**
 * A database as SQL → zstd → age, and back by age → zstd → the system's own client: three standard tools restore it without us.
 * What differs from system to system is in `DatabaseSystem`.
 */
@Injectable()
export class DumpEngine implements Engine {
  readonly kind = 'dump';
  readonly writerCanDecrypt = false;

  constructor(
    private readonly connections: Connections,
    private readonly systems: Systems,
    private readonly shelf: Shelf,
    private readonly keyring: Keyring,
    private readonly files: PointFiles,
    private readonly clock: Clock,
  ) {}

  async ready(source: DatabaseSource): Promise<void> {
    const system = this.systems.of(source);
    await system.ready(this.connections.source(source));
    await system.databases.ready(this.connections.target(source));
  }

  async take(source: DatabaseSource, pointId: string, vault: Vault): Promise<Taken> {
    const system = this.systems.of(source);
    return system.hold(this.connections.source(source), async (moment) => {
      const takenAt = this.clock.now().toISOString();
      const stop = new AbortController();
      const point = { source, pointId, vault, stop: stop.signal };
      const [stored, facts] = await together(stop, this.store(point, FILE, moment.dump, system.endMarker), moment.facts());
      const roles = await this.storeRoles(point, await moment.roles());
      const rights = moment.rights && (await this.storeText(point, RIGHTS_FILE, rightsScript(moment.rights)));
      const manifest: DumpManifest = {
        format: 'sinambung-manifest-1',
        sourceId: source.id,
        pointId,
        takenAt,
        engine: this.kind,
        system: system.name,
        tool: moment.tool,
        origin: moment.origin,
        content: stored,
        roles,
        rights,
        ...facts,
      };
      await this.files.describe(manifest, vault);
      return { bytes: stored.bytes, rawBytes: stored.rawBytes, sha256: stored.sha256, manifest };
    });
  }

  verify(manifest: DumpManifest, vault: Vault): Promise<void> {
    return this.files.verify(manifest, vault);
  }

  replicate(manifest: DumpManifest, from: Vault, to: Vault): Promise<void> {
    return this.files.replicate(manifest, from, to);
  }

  remove(manifest: DumpManifest, vault: Vault): Promise<void> {
    return this.files.remove(manifest, vault);
  }

  clear(point: PointName, vault: Vault): Promise<void> {
    return this.files.clear(point, vault, [FILE, ROLES_FILE, RIGHTS_FILE]);
  }

  async restore(manifest: DumpManifest, vault: Vault, { source, name }: DatabasePlace, progress: Progress): Promise<void> {
    const server = this.connections.target(source);
    const { databases, endMarker } = this.systems.of(source);
    await databases.ready(server);
    await databases.checkTakes(server, manifest.origin);
    const key = this.files.key(manifest, manifest.content.file);
    const pieces = await piecesOf(vault, key, manifest.content);
    await databases.create(server, name, manifest.origin);
    const identity = await this.keyring.identity();
    const meter = new Meter();
    const sealed = await vault.get(key);
    // Nothing may be awaited before somebody hears of a break.
    sealed.once('error', (error) => meter.destroy(error));
    const plain = await unseal(genuine(sealed.pipe(meter), pieces), identity);
    const gate = new EndGate((tail) => {
      if (meter.sha256 !== manifest.content.sha256)
        throw errors.damaged({ detail: `${meter.sha256} ≠ ${manifest.content.sha256}` });
      if (!tail.includes(endMarker)) throw errors.cutShort({ detail: endMarker });
    }, progress);
    await this.load([plain, gate, ...databases.onTheWay()], databases.load(inDatabase(server, name)));
  }

  async examine(manifest: DumpManifest, { source, name }: DatabasePlace): Promise<Examined> {
    const server = this.connections.target(source);
    const { databases } = this.systems.of(source);
    const url = inDatabase(server, name);
    await databases.analyze(server, name);
    return {
      facts: await databases.facts(url, manifest.digests),
      assertions: await databases.assertions(url, source.assertions),
      missingRoles: manifest.roles && (await databases.missingRoles(server, manifest.roles.names)),
      bytes: await databases.size(server, name),
    };
  }

  async giveRights(manifest: DumpManifest, vault: Vault, { source, name }: DatabasePlace): Promise<RightsGiven | undefined> {
    const databases = this.databasesOf(source);
    if (!manifest.rights || !databases.giveRights) return undefined;
    const { file, bytes } = manifest.rights;
    const sealed = await readBytes(vault, this.files.key(manifest, file), bytes).catch((error) => {
      throw asDamage(error);
    });
    const script = await openText(sealed, manifest.rights.sha256, await this.keyring.identity());
    return databases.giveRights(this.connections.target(source), name, script);
  }

  adopt({ source, name }: DatabasePlace): Promise<void> {
    return this.databasesOf(source).rename(this.connections.target(source), name, this.originalName(source));
  }

  discard({ source, name }: DatabasePlace): Promise<void> {
    return this.databasesOf(source).drop(this.connections.target(source), name);
  }

  placeName(source: DatabaseSource, purpose: 'restore' | 'proof', id: string): string {
    return nameBeside(this.originalName(source), `_${purpose === 'restore' ? 'pulih' : 'bukti'}_${id.slice(-12)}`);
  }

  keptName(source: DatabaseSource, ending: string): string {
    return nameBeside(this.originalName(source), ending);
  }

  originalName(source: DatabaseSource): string {
    return databaseOf(this.connections.source(source));
  }

  originalExists(source: DatabaseSource): Promise<boolean> {
    return this.exists({ source, name: this.originalName(source) });
  }

  exists({ source, name }: DatabasePlace): Promise<boolean> {
    return this.databasesOf(source).exists(this.connections.target(source), name);
  }

  async destination(source: DatabaseSource): Promise<Destination> {
    const server = this.connections.target(source);
    return { server: new URL(server).host, freeBytes: await this.databasesOf(source).room(server) };
  }

  census(source: DatabaseSource): Promise<Census> {
    return this.databasesOf(source).census(this.connections.source(source));
  }

  exchange(source: DatabaseSource, names: Exchange): Promise<void> {
    return this.databasesOf(source).exchange(this.connections.target(source), this.originalName(source), names);
  }

  async waysIn(source: DatabaseSource, name: string): Promise<WaysIn> {
    const [known, target, original] = [
      this.originalName(source),
      this.connections.target(source),
      this.connections.source(source),
    ];
    const { host } = new URL(target);
    const isUnchanged = name === known && host === new URL(original).host;
    return {
      isUnchanged,
      keepsRights: false,
      server: host,
      name,
      snippets: isUnchanged ? [] : snippetsOf(asUserOf(original, target), name, known),
      passwordIn: this.connections.passwordIn(source),
    };
  }

  private databasesOf(source: DatabaseSource): Databases {
    return this.systems.of(source).databases;
  }

  private async storeRoles(point: Storing, { sql, names, missing }: RolesOfMoment): Promise<DumpManifest['roles']> {
    return { content: await this.storeText(point, ROLES_FILE, sql), names, missing };
  }

  private storeText(point: Storing, file: string, text: string): Promise<Content> {
    return this.put(point, file, new EndGate(() => undefined), Readable.from([Buffer.from(text)]));
  }

  /** Nothing reaches the vault's end of the stream before the program has ended well and said so itself. */
  private async store(point: Storing, file: string, child: Child, endMarker: string): Promise<Content> {
    point.stop.addEventListener('abort', () => child.process.kill('SIGKILL'));
    child.process.stdin.end();
    const gate = new EndGate(async (tail) => {
      await child.ended;
      if (!tail.includes(endMarker)) throw errors.cutShort({ detail: endMarker });
    });
    try {
      return await this.put(point, file, gate, child.process.stdout);
    } finally {
      child.process.kill('SIGKILL');
    }
  }

  private async put({ source, pointId, vault }: Storing, file: string, gate: EndGate, sql: Readable): Promise<Content> {
    const meter = new Meter();
    // A program that has already failed breaks the pipe at once, before the vault listens: its reason is kept by the gate.
    const recipients = [await this.keyring.recipient(), ...this.shelf.escrowRecipients, ...source.recipients];
    meter.on('error', () => undefined);
    const sealed = await seal(sql.pipe(gate), recipients);
    sealed.once('error', (error) => meter.destroy(error));
    const { bytes } = await vault
      .put(this.files.key({ sourceId: source.id, pointId }, file), sealed.pipe(meter))
      .catch((error) => {
        throw gate.errored ?? error;
      });
    if (bytes !== meter.bytes) throw errors.damaged({ detail: `${bytes} ≠ ${meter.bytes}` });
    return { file, bytes, rawBytes: gate.bytes, sha256: meter.sha256, pieces: meter.pieces };
  }

  private async load(streams: Readable[], { input, ended, stop }: Loading): Promise<void> {
    ended.catch(() => undefined);
    try {
      await pipeline([...streams, input] as never);
    } catch (error) {
      // Where the client ended first, what it said is the reason; otherwise it must not take the break for an end.
      const broke = (error as NodeJS.ErrnoException).code === 'EPIPE';
      if (broke) await ended;
      stop();
      throw asDamage(error as Error);
    }
    await ended;
  }
}

interface Storing {
  source: DatabaseSource;
  pointId: string;
  vault: Vault;
  stop: AbortSignal;
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
