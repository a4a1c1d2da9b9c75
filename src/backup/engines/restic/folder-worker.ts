import { createHash } from 'node:crypto';
import { closeSync, type Dir, lstatSync, opendirSync, openSync, readlinkSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { Failure, FileDigest, FileRead, FolderAnswer, FolderOrder, Listed, Seen } from './folder-messages.js';

const AT_ONCE = 256;
/** One for all files: memory of its own for each of them keeps the collector at work far longer than the reading takes. */
const MEMORY = Buffer.allocUnsafeSlow(1024 * 1024);

let listed: { folder: string; dir: Dir } | undefined;

parentPort?.on('message', (order: FolderOrder) => parentPort?.postMessage(answer(order)));

function answer(order: FolderOrder): FolderAnswer {
  try {
    if ('read' in order) return { read: order.read.map(readAt) };
    if ('list' in order) open(order.list);
    return more();
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** A folder that is gone by now holds nothing. */
function open(folder: string): void {
  listed?.dir.closeSync();
  listed = undefined;
  try {
    const dir = opendirSync(Buffer.from(folder, 'latin1'), { encoding: 'latin1', bufferSize: AT_ONCE });
    listed = { folder, dir };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** What vanishes meanwhile is passed over, and what holds nothing. */
function more(): Listed {
  const seen: Seen[] = [];
  for (let at = 0; listed && at < AT_ONCE; at++) {
    const entry = listed.dir.readSync();
    const one = entry && seenAt(listed.folder, entry.name);
    if (one) seen.push(one);
    if (entry) continue;
    listed.dir.closeSync();
    listed = undefined;
  }
  return { seen, isMore: listed !== undefined };
}

/** What somebody writes to while it is read bears the time of that, and no signs by which it would be known again. */
function readAt(path: string): FileRead | Failure {
  try {
    const before = seenAt('', path);
    const held = digestAt(path);
    const after = seenAt('', path);
    const isStill = after?.signs !== undefined && after.signs === before?.signs;
    return { ...held, changedAt: after?.changedAt ?? Date.now(), signs: isStill ? after.signs : undefined };
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Failure {
  const { code, message } = error as NodeJS.ErrnoException;
  return { code, message };
}

function seenAt(folder: string, name: string): Seen | undefined {
  const at = Buffer.from(folder + name, 'latin1');
  const found = lstatSync(at, { throwIfNoEntry: false });
  const kind = found?.isFile() ? 'file' : found?.isDirectory() ? 'folder' : found?.isSymbolicLink() ? 'link' : undefined;
  if (!found || !kind) return undefined;
  const { ino, size, mode, mtimeMs, ctimeMs } = found;
  const signs = kind === 'file' ? [ino, size, mtimeMs, ctimeMs].join() : undefined;
  try {
    const target = kind === 'link' ? readlinkSync(at, { encoding: 'latin1' }) : undefined;
    return { name, kind, mode: mode & 0o7777, target, changedAt: ctimeMs, signs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function digestAt(path: string): FileDigest {
  const file = openSync(Buffer.from(path, 'latin1'), 'r');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for (let read = readSync(file, MEMORY); read > 0; read = readSync(file, MEMORY)) {
      hash.update(MEMORY.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(file);
  }
  return { bytes, sha256: hash.digest('hex') };
}
