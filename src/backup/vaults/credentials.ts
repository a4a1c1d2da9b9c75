import { existsSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { VaultEntry } from '../shelf-schema.js';
import { PATIENCE } from './resuming.js';
import { type VaultRole, vaultRoles } from './roles.js';
import { PART_BYTES, type S3Address } from './s3-address.js';

const OWN = 'SINAMBUNG_S3';
export type S3Entry = Exclude<VaultEntry, { kind: 'folder' }>;

/** Where the S3 stores of the shelf are and with which key each role opens them; a store's settings begin with its own prefix. */
@Injectable()
export class Credentials {
  constructor(private readonly config: Config) {}

  /** Throws `setting-missing`. A role without a key of its own uses the writer's. */
  address(entry: S3Entry, role: VaultRole): S3Address {
    const setting = (name: string) => this.config.named(`${prefixOf(entry)}_${name}`);
    const needed = (name: string): string => {
      const value = setting(name);
      if (value === undefined) throw errors.settingMissing({ setting: `${prefixOf(entry)}_${name}` });
      return value;
    };
    const own = this.hasOwn(entry, role) ? `${role.toUpperCase()}_` : '';
    return {
      endpoint: needed('ENDPOINT'),
      region: setting('REGION') ?? 'us-east-1',
      bucket: entry.bucket ?? setting('BUCKET') ?? 'sinambung',
      accessKey: needed(`${own}ACCESS_KEY`),
      secretKey: needed(`${own}SECRET_KEY`),
      caFile: this.caFile(entry),
      partBytes: PART_BYTES,
      patience: PATIENCE,
      locks: entry.lock !== undefined,
    };
  }

  /** The roles that, as far as this server can see, open the vault with the writer's credential. */
  shared(entry: VaultEntry): VaultRole[] {
    return vaultRoles.filter((role) => role !== 'writer' && (entry.kind === 'folder' || !this.hasOwn(entry, role)));
  }

  /** Throws `setting-missing` where there is no such file. */
  private caFile(entry: S3Entry): string | undefined {
    const setting = `${prefixOf(entry)}_CA_FILE`;
    const file = this.config.named(setting);
    if (file && !existsSync(file)) throw errors.settingMissing({ setting, detail: file });
    return file;
  }

  private hasOwn(entry: S3Entry, role: VaultRole): boolean {
    if (role === 'writer') return false;
    const key = (name: string) => this.config.named(`${prefixOf(entry)}_${name}ACCESS_KEY`);
    const own = key(`${role.toUpperCase()}_`);
    return own !== undefined && own !== key('');
  }
}

function prefixOf({ settings }: S3Entry): string {
  return settings ?? OWN;
}
