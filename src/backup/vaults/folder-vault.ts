import { randomBytes } from 'node:crypto';
import { constants, createWriteStream, type Dirent } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Span } from './resuming.js';
import { checkKey, isKey, type StoredObject, type Vault, type VaultLocation } from './vault.js';

const UNFINISHED = '.part-';
/** `ELOOP`: it is a link. */
const NO_OBJECT = ['ENOENT', 'ELOOP'];

/** What is left of a `put` whose process was killed. */
function isPartOf(name: string, file: string): boolean {
  return name.startsWith(file + UNFINISHED);
}

/** A folder: a disk, a mount, or the embedded default. */
export class FolderVault implements Vault {
  readonly kind = 'folder';
  readonly location: VaultLocation;

  constructor(
    readonly id: string,
    private readonly root: string,
  ) {
    this.location = { kind: 'folder', path: root };
  }

  async prepare(): Promise<void> {
    await this.explained(() => mkdir(this.root, { recursive: true, mode: 0o700 }));
  }

  async put(key: string, body: Readable): Promise<{ bytes: number }> {
    const target = this.at(key);
    const part = `${target}${UNFINISHED}${randomBytes(6).toString('hex')}`;
    try {
      await stat(this.root);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await pipeline(body, createWriteStream(part, { mode: 0o600, flush: true }));
      const { size } = await stat(part);
      await rename(part, target);
      await this.syncFolders(path.dirname(target));
      return { bytes: size };
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw this.translate(error);
    } finally {
      body.destroy();
    }
  }

  async get(key: string, { from, to }: Span = { from: 0 }): Promise<Readable> {
    const end = to === undefined ? undefined : to - 1;
    const file = await this.opened(key).catch(async (error) => {
      const isMissing = NO_OBJECT.includes(error.code) && (await this.isThere());
      throw isMissing ? errors.noSuchObject({ vault: this.id, key }) : this.translate(error);
    });
    return file.createReadStream({ start: from, end, highWaterMark: 256 * 1024 });
  }

  async head(key: string): Promise<StoredObject | undefined> {
    try {
      const found = await lstat(this.at(key));
      return found.isFile() ? { key, bytes: found.size } : undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' && (await this.isThere())) return undefined;
      throw this.translate(error);
    }
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    // A vault holds far more than one source: what stands outside the prefix's folder need not be walked.
    const folder = path.join(this.root, ...prefix.split('/').slice(0, -1));
    const entries = await this.explained(() => this.below(folder));
    for (const entry of entries) {
      const file = path.join(entry.parentPath, entry.name);
      const key = path.relative(this.root, file).split(path.sep).join('/');
      if (!entry.isFile() || entry.name.includes(UNFINISHED) || !key.startsWith(prefix) || !isKey(key)) continue;
      // Others write here meanwhile: a lock of restic bears another name until it is whole.
      const found = await this.head(key);
      if (found) yield found;
    }
  }

  async remove(key: string): Promise<void> {
    await this.explained(async () => {
      await stat(this.root);
      const file = this.at(key);
      await rm(file, { force: true });
      const parts = (await readdir(path.dirname(file)).catch(() => [])).filter((name) => isPartOf(name, path.basename(file)));
      for (const part of parts) await rm(path.join(path.dirname(file), part), { force: true });
    });
  }

  private async below(folder: string): Promise<Dirent[]> {
    await stat(this.root);
    return readdir(folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
      return [];
    });
  }

  /** A pipe would be waited for, and hold up all that this process reads; a link leads to what is no object of this vault. */
  private async opened(key: string): Promise<FileHandle> {
    const file = await open(this.at(key), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if ((await file.stat()).isFile()) return file;
    await file.close();
    throw errors.noSuchObject({ vault: this.id, key });
  }

  private at(key: string): string {
    return path.join(this.root, ...checkKey(key).split('/'));
  }

  private isThere(): Promise<boolean> {
    return stat(this.root).then(
      (found) => found.isDirectory(),
      () => false,
    );
  }

  /** A renamed file survives a power cut only once its folder, and each folder made above it, is on the disk. */
  private async syncFolders(folder: string): Promise<void> {
    for (let at = folder; at.startsWith(this.root); at = path.dirname(at)) {
      const handle = await open(at);
      await handle.sync().finally(() => handle.close());
    }
  }

  private explained<T>(work: () => Promise<T>): Promise<T> {
    return work().catch((error) => {
      throw this.translate(error);
    });
  }

  private translate(error: unknown): unknown {
    if (error instanceof DomainError) return error;
    const { code, message } = error as NodeJS.ErrnoException;
    const context = { vault: this.id, detail: message };
    if (code === 'ENOSPC' || code === 'EDQUOT') return errors.vaultFull(context);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENODEV') return errors.vaultVanished(context);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return errors.vaultRefused(context);
    return code === undefined ? error : errors.vaultFailed(context);
  }
}
