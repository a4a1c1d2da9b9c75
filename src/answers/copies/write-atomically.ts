import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '../../platform/index.js';

/** A reader sees the old file or the new one, also after a crash: written beside it, flushed, then renamed over it. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${newId()}`);
  try {
    const handle = await open(beside, 'w', 0o644);
    await handle.writeFile(text).finally(() => handle.sync().finally(() => handle.close()));
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
