import { rename, rm } from 'node:fs/promises';
import { DomainError } from '../../../platform/index.js';
import { errors } from '../../errors.js';
import { output } from '../child.js';

/**
 * Onto another disk too, where a folder cannot be renamed: copied with its owners, modes and links, and named once it is whole
 * and on the disk. Throws `no-room`. Run again after it was killed, it goes on.
 */
export async function moveFolder(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (error) => {
    if (error.code !== 'EXDEV') throw error;
    await copyFolder(from, to);
    await rm(from, { recursive: true });
  });
}

async function copyFolder(from: string, to: string): Promise<void> {
  const part = `${to}.sinambung`;
  await rm(part, { recursive: true, force: true });
  try {
    await output('cp', ['--archive', from, part]);
    await output('sync', ['--file-system', part]);
    await rename(part, to);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw isFull(error) ? errors.noRoom({ place: to }) : error;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DomainError && /No space left|Disk quota/.test(String(error.context.detail));
}
