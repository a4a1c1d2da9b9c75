import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newId } from './ids.js';

/**
 * Makes a file of keys where there is none, readable by the server's user alone. Written whole under another name, then linked:
 * of two processes that start at once, one wins and none reads half a key.
 */
export function ensureKeyFile(file: string, make: () => string | Buffer): void {
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${newId()}`;
  writeFileSync(draft, make(), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
