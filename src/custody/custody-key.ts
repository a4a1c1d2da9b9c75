import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, newId } from '../platform/index.js';
import { normalReference } from './rules.js';

/**
 * Turns a number on a paper into what is kept of it. `keys/custody.key` in the data folder, made on first use: without it the
 * register cannot be searched by number, and whoever copies the table cannot try numbers out.
 */
@Injectable()
export class CustodyKey {
  private key?: Buffer;

  constructor(private readonly config: Config) {}

  hash(document: string, reference: string): Buffer {
    const text = JSON.stringify([document.trim().toLowerCase(), normalReference(reference)]);
    return createHmac('sha256', this.secret()).update(text).digest();
  }

  private secret(): Buffer {
    if (this.key) return this.key;
    const file = path.join(this.config.data, 'keys', 'custody.key');
    if (!existsSync(file)) make(file);
    this.key = readFileSync(file);
    return this.key;
  }
}

/** Linked when it is whole: of two processes that start at once, one wins and none reads half a key. */
function make(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${newId()}`;
  writeFileSync(draft, randomBytes(32), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
