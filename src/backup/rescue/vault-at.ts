import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../platform/index.js';
import { errors } from '../errors.js';
import { FolderVault } from '../vaults/folder-vault.js';
import { PATIENCE } from '../vaults/resuming.js';
import { PART_BYTES } from '../vaults/s3-address.js';
import { S3Vault } from '../vaults/s3-vault.js';
import type { Vault } from '../vaults/vault.js';

/** A vault by its bare address, where no shelf names it: a folder, or `s3://bucket` at SINAMBUNG_S3_ENDPOINT. */
export function vaultAt(address: string, config: Config): Vault {
  const bucket = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/.exec(address)?.[1];
  if (bucket) return new S3Vault(address, s3Address(bucket, config));
  const folder = path.resolve(address);
  if (!existsSync(folder)) throw errors.vaultVanished({ vault: folder, detail: 'ENOENT' });
  return new FolderVault(folder, folder);
}

function s3Address(bucket: string, config: Config) {
  const needed = (name: 'SINAMBUNG_S3_ENDPOINT' | 'SINAMBUNG_S3_ACCESS_KEY' | 'SINAMBUNG_S3_SECRET_KEY'): string => {
    const value = config.get(name);
    if (value === undefined) throw errors.settingMissing({ setting: name });
    return value;
  };
  return {
    endpoint: needed('SINAMBUNG_S3_ENDPOINT'),
    accessKey: needed('SINAMBUNG_S3_ACCESS_KEY'),
    secretKey: needed('SINAMBUNG_S3_SECRET_KEY'),
    region: config.get('SINAMBUNG_S3_REGION'),
    caFile: config.get('SINAMBUNG_S3_CA_FILE'),
    bucket,
    partBytes: PART_BYTES,
    patience: PATIENCE,
    locks: false,
  };
}
