import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, ensureKeyFile } from '../../platform/index.js';

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
    ensureKeyFile(this.file, () => asText([{ version: 1, value: newSecret() }]));
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
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, asText([next, ...secrets]), { mode: 0o600 });
    renameSync(draft, this.file);
  }

  private get file(): string {
    return path.join(this.config.data, 'keys', 'accounts.secrets');
  }
}

function asText(secrets: AuthSecretVersion[]): string {
  return secrets.map(({ version, value }) => `${version}:${value}\n`).join('');
}

function newSecret(): string {
  return randomBytes(48).toString('base64url');
}
