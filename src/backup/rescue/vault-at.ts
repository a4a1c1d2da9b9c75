import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../platform/index.js';
import { errors } from '../errors.js';
import { Credentials } from '../vaults/credentials.js';
import { FolderVault } from '../vaults/folder-vault.js';
import { S3Vault } from '../vaults/s3-vault.js';
import type { Vault } from '../vaults/vault.js';

/** A vault by its bare address, where no shelf names it: a folder, or `s3://bucket` at SINAMBUNG_S3_ENDPOINT. Throws `setting-missing`, `vault-vanished`. */
export function vaultAt(address: string, config: Config): Vault {
  const bucket = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/.exec(address)?.[1];
  if (bucket) return new S3Vault(address, new Credentials(config).address({ id: address, kind: 's3', bucket }, 'writer'));
  const folder = path.resolve(address);
  if (!existsSync(folder)) throw errors.vaultVanished({ vault: folder, detail: 'ENOENT' });
  return new FolderVault(folder, folder);
}
