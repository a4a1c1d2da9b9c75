import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Config, newId } from '../../platform/index.js';

/**
 * This installation's age identity: made on first use under SINAMBUNG_DATA/keys, readable by the server's user alone. Whoever
 * loses it loses every copy, unless the source names a second recipient.
 */
@Injectable()
export class Keyring {
  constructor(private readonly config: Config) {}

  get file(): string {
    return path.join(this.config.data, 'keys', 'backup.age.txt');
  }

  async identity(): Promise<string> {
    const lines = (await this.text()).split('\n');
    const found = lines.find((line) => line.startsWith('AGE-SECRET-KEY-'));
    if (!found) throw new Error(`${this.file} holds no age identity`);
    return found.trim();
  }

  async recipient(): Promise<string> {
    return identityToRecipient(await this.identity());
  }

  private async text(): Promise<string> {
    return readFile(this.file, 'utf8').catch(async (error) => {
      if (error.code !== 'ENOENT') throw error;
      await this.make();
      return readFile(this.file, 'utf8');
    });
  }

  /** X25519 and not the hybrid kind, because the age of today's distributions opens it. Linked, so that two makers agree on one. */
  private async make(): Promise<void> {
    await mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const draft = `${this.file}.${newId()}`;
    const handle = await open(draft, 'wx', 0o600);
    const identity = await generateX25519Identity();
    await handle.writeFile(`# public key: ${await identityToRecipient(identity)}\n${identity}\n`);
    await handle.sync();
    await handle.close();
    await link(draft, this.file).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(draft);
  }
}
