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
    const [endpoint = '', accessKey = '', secretKey = ''] = this.needed(entry, role).map((setting) => {
      const value = this.config.named(setting);
      if (value === undefined) throw errors.settingMissing({ setting });
      return value;
    });
    return {
      ...this.place(entry),
      endpoint,
      accessKey,
      secretKey,
      caFile: this.caFile(entry),
      partBytes: PART_BYTES,
      patience: PATIENCE,
      locks: entry.lock !== undefined,
    };
  }

  /** The settings without which a role cannot open the store: its address, then the access key and the secret key. */
  needed(entry: S3Entry, role: VaultRole): string[] {
    const own = this.hasOwn(entry, role) ? `${role.toUpperCase()}_` : '';
    return ['ENDPOINT', `${own}ACCESS_KEY`, `${own}SECRET_KEY`].map((name) => `${prefixOf(entry)}_${name}`);
  }

  /** Where a store is, as far as this server was told; without a key. */
  place(entry: S3Entry): { endpoint?: string; region: string; bucket: string } {
    return {
      endpoint: this.setting(entry, 'ENDPOINT'),
      region: this.setting(entry, 'REGION') ?? 'us-east-1',
      bucket: entry.bucket ?? this.setting(entry, 'BUCKET') ?? 'sinambung',
    };
  }

  /** The roles that, as far as this server can see, open the vault with the writer's credential. */
  shared(entry: VaultEntry): VaultRole[] {
    return vaultRoles.filter((role) => role !== 'writer' && (entry.kind === 'folder' || !this.hasOwn(entry, role)));
  }

  /** The setting that gives the role a key of its own, where one does. */
  ownKey(entry: S3Entry, role: VaultRole): string | undefined {
    return this.hasOwn(entry, role) ? `${prefixOf(entry)}_${role.toUpperCase()}_ACCESS_KEY` : undefined;
  }

  /** Throws `setting-missing` where there is no such file. */
  private caFile(entry: S3Entry): string | undefined {
    const file = this.setting(entry, 'CA_FILE');
    if (file && !existsSync(file)) throw errors.settingMissing({ setting: `${prefixOf(entry)}_CA_FILE`, detail: file });
    return file;
  }

  private hasOwn(entry: S3Entry, role: VaultRole): boolean {
    if (role === 'writer') return false;
    const own = this.setting(entry, `${role.toUpperCase()}_ACCESS_KEY`);
    return own !== undefined && own !== this.setting(entry, 'ACCESS_KEY');
  }

  private setting(entry: S3Entry, name: string): string | undefined {
    return this.config.named(`${prefixOf(entry)}_${name}`);
  }
}

function prefixOf({ settings }: S3Entry): string {
  return settings ?? OWN;
}
