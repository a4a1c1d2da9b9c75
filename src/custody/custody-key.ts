import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, ensureKeyFile } from '../platform/index.js';
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
    ensureKeyFile(file, () => randomBytes(32));
    this.key = readFileSync(file);
    return this.key;
  }
}
