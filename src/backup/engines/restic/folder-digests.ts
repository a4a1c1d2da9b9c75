import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Found, Knowing } from './folder-entries.js';
import type { FileDigest } from './folder-messages.js';

interface Known extends FileDigest {
  signs: string;
}

/** A clock for files may go by seconds: what was touched so lately may be touched again without a sign. */
const SETTLED_MS = 2_000;
/** Of one folder's files; more are read anew each time, so that memory does not grow. */
const MOST = 100_000;

/**
 * What files held when they were last read, one page for each folder: whoever comes again reads only what bears other signs since.
 * restic goes by the same ones. Only for what a source holds, never for what a copy holds: those are read to the last byte.
 */
export class FolderDigests implements Knowing {
  private folder: string | undefined;
  private before = new Map<string, Known>();
  private now = new Map<string, Known>();
  private isChanged = false;
  private readonly pages = new Set<string>();

  /** Where the pages lie, for this source alone. */
  constructor(private readonly at: string) {}

  async lacking(files: Found[]): Promise<Found[]> {
    if (files[0]) await this.turnTo(path.posix.dirname(files[0].path));
    return files.filter(({ path: name, signs }) => signs === undefined || this.before.get(name)?.signs !== signs);
  }

  /** Those of one folder are asked for before `lacking` is asked of the next. */
  of({ path: name, signs, changedAt }: Found, read?: FileDigest): FileDigest {
    const { bytes, sha256 } = read ?? (this.before.get(name) as Known);
    this.isChanged ||= read !== undefined;
    const isSettled = changedAt < Date.now() - SETTLED_MS;
    if (signs && isSettled && this.now.size < MOST) this.now.set(name, { signs, bytes, sha256 });
    return { bytes, sha256 };
  }

  /** After the last one: pages of folders that are gone go too. */
  async end(): Promise<void> {
    await this.close();
    for (const page of await readdir(this.at).catch(() => [])) if (!this.pages.has(page)) await rm(path.join(this.at, page));
  }

  /** Where a copy differs from what they say. */
  forget(): Promise<void> {
    return rm(this.at, { recursive: true, force: true });
  }

  private async turnTo(folder: string): Promise<void> {
    if (folder === this.folder) return;
    await this.close();
    this.folder = folder;
    this.before = new Map(this.page(folder));
  }

  /** Small and beside our own data: by promises each one costs ten times the reading. One that is broken is as good as none. */
  private page(folder: string): [string, Known][] {
    try {
      return JSON.parse(readFileSync(this.pageOf(folder), 'utf8'));
    } catch {
      return [];
    }
  }

  private async close(): Promise<void> {
    if (this.folder === undefined) return;
    const page = this.pageOf(this.folder);
    this.pages.add(path.basename(page));
    // Where there is no room for a page, the files are read again the next time; the copy does not fail for it.
    if (this.isChanged || this.now.size !== this.before.size) await this.write(page).catch(() => undefined);
    this.now = new Map();
    this.isChanged = false;
    this.folder = undefined;
  }

  private async write(page: string): Promise<void> {
    await mkdir(this.at, { recursive: true, mode: 0o700 });
    await writeFile(`${page}.part`, JSON.stringify([...this.now]), { mode: 0o600 });
    await rename(`${page}.part`, page);
  }

  private pageOf(folder: string): string {
    return path.join(this.at, `${createHash('sha256').update(folder, 'latin1').digest('hex')}.json`);
  }
}
