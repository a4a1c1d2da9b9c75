import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, DomainError } from '../../../platform/index.js';
import { errors } from '../../errors.js';
import type { ResticManifest } from '../../manifest.js';
import type { FolderSource } from '../../shelf-schema.js';
import type { Vault } from '../../vaults/vault.js';
import { RepositoryKey } from '../repository-key.js';
import { FolderDigests } from './folder-digests.js';
import { folderOf } from './folder-of.js';
import { done, type Opened, restic, told } from './program.js';

/** restic names neither repository in what it says; the one that can still be seen is not the one that failed. */
function isThere({ vault, path }: Opened): Promise<boolean> {
  return vault.head(`${path}/config`).then(
    (found) => found !== undefined,
    () => false,
  );
}

/**
 * One repository of each source in each vault: `<source>/restic/repository`, with its own key beside it. A point is the snapshot
 * that carries its id as a tag, whatever number it has in this repository.
 */
@Injectable()
export class ResticRepositories {
  constructor(
    private readonly key: RepositoryKey,
    private readonly config: Config,
  ) {}

  /** What restic has read of lists and trees, so that it need not fetch them again. */
  get cache(): string {
    return path.join(this.config.data, 'cache', 'restic');
  }

  digests(sourceId: string): FolderDigests {
    return new FolderDigests(path.join(this.config.data, 'cache', 'folders', sourceId));
  }

  pathOf(sourceId: string): string {
    return `${folderOf(sourceId)}/repository`;
  }

  async isIn(vault: Vault, sourceId: string): Promise<boolean> {
    return (await vault.head(`${this.pathOf(sourceId)}/config`)) !== undefined;
  }

  async open(sourceId: string, vault: Vault): Promise<Opened> {
    return { vault, path: this.pathOf(sourceId), password: await this.key.open(vault, folderOf(sourceId)) };
  }

  /** The key lies there before the repository, so that whoever is killed in between finds it again. */
  async openOrMake({ id, recipients }: Pick<FolderSource, 'id' | 'recipients'>, vault: Vault): Promise<Opened> {
    const password = await this.key.openOrMake(vault, folderOf(id), recipients);
    const repository = { vault, path: this.pathOf(id), password };
    if (!(await this.isIn(vault, id))) await told(repository, ['init']);
    return repository;
  }

  /** The key, as it lies in the first vault. */
  carryKey(sourceId: string, from: Vault, to: Vault): Promise<void> {
    return this.key.carry(folderOf(sourceId), from, to);
  }

  /** The newest one, where somebody was killed and began anew. */
  async snapshotOf(repository: Opened, pointId: string): Promise<string | undefined> {
    const found = JSON.parse(await told(repository, ['snapshots', '--tag', pointId], { lockless: true }));
    return (found as { id: string }[]).at(-1)?.id;
  }

  /** Asked of restic only where it has another number than in the first vault: opening a repository takes it half a second. */
  async snapshot(repository: Opened, { pointId, repository: { snapshot } }: ResticManifest): Promise<string> {
    if (await repository.vault.head(`${repository.path}/snapshots/${snapshot}`)) return snapshot;
    const found = await this.snapshotOf(repository, pointId);
    if (!found) throw errors.noSuchObject({ vault: repository.vault.id, detail: `${repository.path}/snapshots: ${pointId}` });
    return found;
  }

  /** The whole number of the snapshot that begins so. */
  async numberOf({ vault, path }: Opened, beginning: string): Promise<string> {
    const folder = `${path}/snapshots/`;
    for await (const { key } of vault.list(folder + beginning)) return key.slice(folder.length);
    throw errors.noSuchObject({ vault: vault.id, detail: folder + beginning });
  }

  async bytes({ vault, path }: Opened): Promise<number> {
    let sum = 0;
    for await (const { bytes } of vault.list(`${path}/`)) sum += bytes;
    return sum;
  }

  /** Takes the snapshots of a point away, as one object each: it needs no lock, and what others hold stays. */
  async forget(repository: Opened, pointId: string): Promise<void> {
    for (;;) {
      const found = await this.snapshotOf(repository, pointId);
      if (!found) return;
      await repository.vault.remove(`${repository.path}/snapshots/${found}`);
    }
  }

  /** Frees what no snapshot needs; where somebody works on the repository, the next one frees it. */
  async prune(repository: Opened): Promise<void> {
    // Only those whose process is dead, or which nobody has renewed for half an hour.
    for await (const _ of repository.vault.list(`${repository.path}/locks/`)) {
      await told(repository, ['unlock']);
      break;
    }
    const child = restic(repository, ['prune'], { cache: this.cache });
    child.process.stdout.resume();
    await done(child, repository.vault).catch((error) => {
      if (!(error instanceof DomainError && error.code === 'backup.repository-busy')) throw error;
    });
  }

  /** With what it needs and the other one lacks; each repository keeps its own key. Reading it checks it. */
  async copy(from: Opened, to: Opened, snapshot: string): Promise<void> {
    const child = restic(to, ['copy', snapshot], { from, cache: this.cache });
    child.process.stdout.resume();
    await done(child, from.vault).catch(async (error) => {
      if (error.code !== 'backup.damaged' && (await isThere(from))) await done(child, to.vault);
      throw error;
    });
  }
}
