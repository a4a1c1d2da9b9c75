import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/index.js';

export interface AuthSecretVersion {
  version: number;
  value: string;
}

/**
 * The secrets that sign session cookies and encrypt second factors: `<version>:<secret>`, a line each, newest first. Made on
 * first use under SINAMBUNG_DATA/keys, readable by the server's user alone. Older lines still open what they encrypted.
 */
@Injectable()
export class AuthSecrets {
  constructor(private readonly config: Config) {}

  all(): AuthSecretVersion[] {
    if (!existsSync(this.file)) this.create();
    const lines = readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => {
      const [version, value] = line.split(':');
      return { version: Number(version), value: value ?? '' };
    });
  }

  current(): string {
    return this.all()[0]!.value;
  }

  /** Puts a new secret in front: everybody must sign in again, second factors stay. Takes effect when the server starts. */
  rotate(): void {
    const secrets = this.all();
    const next = { version: Math.max(...secrets.map(({ version }) => version)) + 1, value: newSecret() };
    renameSync(this.write([next, ...secrets]), this.file);
  }

  /** Two processes that start at once agree on one file: a hard link is made whole or not at all. */
  private create(): void {
    const draft = this.write([{ version: 1, value: newSecret() }]);
    try {
      linkSync(draft, this.file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }

  private write(secrets: AuthSecretVersion[]): string {
    mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const draft = `${this.file}.${process.pid}`;
    const text = secrets.map(({ version, value }) => `${version}:${value}\n`).join('');
    writeFileSync(draft, text, { mode: 0o600 });
    return draft;
  }

  private get file(): string {
    return path.join(this.config.data, 'keys', 'accounts.secrets');
  }
}

function newSecret(): string {
  return randomBytes(48).toString('base64url');
}
