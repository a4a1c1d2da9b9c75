import { readFile, stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/index.js';
import { errors } from '../../errors.js';
import { compareFacts, differences, type PointName, type ResticManifest } from '../../manifest.js';
import { Shelf } from '../../shelf.js';
import type { FolderSource } from '../../shelf-schema.js';
import type { Vault } from '../../vaults/vault.js';
import type { Census, Destination, Engine, Examined, Exchange, Place, Progress, Taken } from '../engine.js';
import { freeBytes } from '../pg-room.js';
import { PointFiles } from '../point-files.js';
import type { WaysIn } from '../ways-in.js';
import { backUp } from './backup.js';
import { carryRepository, needsCarrying } from './carrying.js';
import { checkPacks, complaints, damagedAt } from './damage.js';
import { folderCensus } from './folder-census.js';
import { excluder } from './folder-entries.js';
import { FolderExchange } from './folder-exchange.js';
import { folderFacts } from './folder-facts.js';
import { FolderPlaces, folderAssertions } from './folder-places.js';
import { Watch } from './folder-watch.js';
import { Held } from './held.js';
import { done, type Opened, readyRestic, restic } from './program.js';
import { ResticRepositories } from './repositories.js';

type FolderPlace = Place<FolderSource>;

const LOOK_MS = 500;

/** A folder as snapshots in a repository of restic, which holds what is the same only once: restic and age restore it without us. */
@Injectable()
export class ResticEngine implements Engine {
  readonly kind = 'restic';
  /** Its repositories know one key, by which whoever writes also reads. */
  readonly writerCanDecrypt = true;

  constructor(
    private readonly places: FolderPlaces,
    private readonly names: FolderExchange,
    private readonly repositories: ResticRepositories,
    private readonly files: PointFiles,
    private readonly shelf: Shelf,
    private readonly clock: Clock,
  ) {}

  async ready(source: FolderSource): Promise<void> {
    await readyRestic();
    await this.folderOf(source);
  }

  async take(source: FolderSource, pointId: string, vault: Vault): Promise<Taken> {
    const repository = await this.repositories.openOrMake(source, vault);
    try {
      const manifest = await this.snapshot(source, pointId, repository);
      await this.files.describe(manifest, vault);
      const { added, snapshot } = manifest.repository;
      return { bytes: added, rawBytes: manifest.shape.bytes ?? 0, sha256: snapshot, manifest };
    } catch (error) {
      await this.repositories
        .digests(source.id)
        .forget()
        .catch(() => undefined);
      await this.repositories.forget(repository, pointId).catch(() => undefined);
      throw error;
    }
  }

  /** By its files, by the size of every pack it needs, and by reading everything it holds. */
  async verify(manifest: ResticManifest, vault: Vault): Promise<void> {
    await this.files.verify(manifest, vault);
    const repository = await this.repositories.open(manifest.sourceId, vault);
    const snapshot = await this.repositories.snapshot(repository, manifest);
    const complained = await complaints(repository);
    await checkPacks(repository, snapshot, complained);
    const facts = await new Held(repository, snapshot).facts().catch(async (error) => {
      throw error.code === 'backup.damaged'
        ? await damagedAt(repository, complained + error.context.detail, error.context.detail)
        : error;
    });
    const wrong = differences(compareFacts(manifest, facts));
    if (wrong.length === 0) return;
    await this.repositories.digests(manifest.sourceId).forget();
    throw await damagedAt(repository, complained, wrong.slice(0, 10).join('; '));
  }

  async replicate(manifest: ResticManifest, from: Vault, to: Vault): Promise<void> {
    const here = await this.repositories.open(manifest.sourceId, from);
    const snapshot = await this.repositories.snapshot(here, manifest);
    if (needsCarrying(from, to)) await carryRepository(this.repositories, [manifest.sourceId, snapshot], from, to);
    else await this.repositories.copy(here, await this.repositories.openOrMake(this.sourceOf(manifest), to), snapshot);
    await this.files.describe(manifest, to);
  }

  async remove(manifest: ResticManifest, vault: Vault): Promise<void> {
    const repository = await this.repositories.open(manifest.sourceId, vault);
    await this.repositories.forget(repository, manifest.pointId);
    await this.files.remove(manifest, vault);
    await this.repositories.prune(repository);
  }

  async clear(point: PointName, vault: Vault): Promise<void> {
    await this.files.clear(point, vault);
    if (!(await this.repositories.isIn(vault, point.sourceId))) return;
    const repository = await this.repositories.open(point.sourceId, vault);
    await this.repositories.forget(repository, point.pointId);
    await this.repositories.prune(repository);
  }

  async restore(manifest: ResticManifest, vault: Vault, { name }: FolderPlace, progress: Progress): Promise<void> {
    await readyRestic();
    const repository = await this.repositories.open(manifest.sourceId, vault);
    const snapshot = await this.repositories.snapshot(repository, manifest);
    await this.places.make(name, manifest.shape.bytes ?? 0);
    const child = restic(repository, ['restore', snapshot, '--target', name], { lockless: true });
    child.process.stdout.resume();
    const looking = setInterval(() => written(child.process.pid).then(progress, () => undefined), LOOK_MS);
    try {
      await done(child, vault);
    } catch (error) {
      throw isFull(error) ? errors.noRoom({ place: name }) : error;
    } finally {
      clearInterval(looking);
    }
    await this.places.dress(name, manifest.origin);
  }

  async examine(_manifest: ResticManifest, { source, name }: FolderPlace): Promise<Examined> {
    const facts = await folderFacts(name);
    return { facts, assertions: await folderAssertions(name, source.assertions), bytes: facts.shape.bytes };
  }

  async adopt({ source, name }: FolderPlace): Promise<void> {
    await this.places.adopt(name, this.originalName(source));
  }

  discard({ name }: FolderPlace): Promise<void> {
    return this.places.discard(name);
  }

  placeName(source: FolderSource, purpose: 'restore' | 'proof', id: string): string {
    return this.places.nameOf(source, purpose, id);
  }

  keptName(source: FolderSource, ending: string): string {
    return this.originalName(source) + ending;
  }

  originalName(source: FolderSource): string {
    return this.places.source(source);
  }

  originalExists(source: FolderSource): Promise<boolean> {
    return this.places.isThere(this.originalName(source));
  }

  exists({ name }: FolderPlace): Promise<boolean> {
    return this.places.isThere(name);
  }

  async destination(source: FolderSource): Promise<Destination> {
    const server = this.places.beside(source);
    return { server, freeBytes: await freeBytes(server).catch(() => undefined) };
  }

  async census(source: FolderSource): Promise<Census | undefined> {
    return folderCensus(await this.folderOf(source), excluder(source.exclude));
  }

  exchange(source: FolderSource, names: Exchange): Promise<void> {
    return this.names.exchange(this.originalName(source), names);
  }

  async waysIn(source: FolderSource, name: string): Promise<WaysIn> {
    const isUnchanged = name === this.originalName(source);
    return { isUnchanged, keepsRights: false, name, snippets: isUnchanged ? [] : [{ kind: 'folder', text: name }] };
  }

  /** Who may open it the shelf says: what a vault says of that, whoever can write there may have written. */
  private sourceOf({ sourceId: id }: ResticManifest): Pick<FolderSource, 'id' | 'recipients'> {
    return { id, recipients: this.shelf.source(id).recipients };
  }

  /** An empty folder is not copied: where a disk is no longer mounted, it would be taken for the work of its people. */
  private async folderOf(source: FolderSource): Promise<string> {
    const folder = this.places.source(source);
    const isThere = await this.places.isThere(folder).catch(() => false);
    if (!isThere || !(await stat(folder)).isDirectory())
      throw errors.sourceUnreachable({ source: folder, detail: 'no such folder, or it is empty' });
    return folder;
  }

  private async snapshot(source: FolderSource, pointId: string, repository: Opened): Promise<ResticManifest> {
    const folder = await this.folderOf(source);
    const takenAt = this.clock.now().toISOString();
    const { mode, uid, gid } = await stat(folder);
    const before = await this.repositories.bytes(repository);
    const watch = new Watch(folder, source.exclude, this.repositories.digests(source.id));
    const { exclude, id: host } = source;
    const copying = backUp(repository, { folder, exclude, pointId, host, cache: this.repositories.cache });
    const summary = await watch.during(copying);
    const snapshot = await this.repositories.numberOf(repository, summary.snapshot);
    const [{ facts, changed }, after] = await Promise.all([
      watch.facts(summary, () => new Held(repository, snapshot).facts()),
      this.repositories.bytes(repository),
    ]);
    return {
      format: 'sinambung-manifest-1',
      sourceId: source.id,
      pointId,
      takenAt,
      engine: this.kind,
      tool: await readyRestic(),
      origin: { folder, mode: (mode & 0o7777).toString(8), uid: String(uid), gid: String(gid) },
      repository: { path: repository.path, snapshot, added: after - before },
      changed,
      ...facts,
    };
  }
}

/** Bytes that a process has written so far; its restore says nothing of itself. */
async function written(pid: number | undefined): Promise<number> {
  const io = await readFile(`/proc/${pid}/io`, 'utf8');
  return Number(/^wchar: (\d+)/m.exec(io)?.[1] ?? 0);
}

function isFull(error: unknown): boolean {
  return (error as { code?: string }).code === 'backup.vault-full';
}
