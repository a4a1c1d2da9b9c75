import path from 'node:path';
import { errors } from '../../errors.js';
import type { Vault } from '../../vaults/vault.js';

/** What pgBackRest must know of a server and of the repository in one vault. */
export interface Configured {
  stanza: string;
  /** The server's data directory and port. */
  data: string;
  port: string;
  /** For what pgBackRest writes besides. */
  work: string;
  /** Below the vault. */
  repository: string;
  passphrase: string;
  /** The certificate of who vouches for an S3 store, where the server's user can read it. */
  caFile?: string;
}

/** The whole file, with its keys: for the server's user alone. Throws `tls-needed`. */
export function configuration(vault: Vault, { stanza, data, port, work, repository, passphrase, caFile }: Configured): string {
  const lines = [
    '[global]',
    ...store(vault, repository, caFile),
    'repo1-cipher-type=aes-256-cbc',
    `repo1-cipher-pass=${passphrase}`,
    'repo1-bundle=y',
    'repo1-retention-full=9999999',
    'compress-type=zst',
    'start-fast=y',
    'expire-auto=n',
    ...['log', 'lock', 'spool'].map((folder) => `${folder}-path=${path.join(work, folder)}`),
    'log-level-file=off',
    `[${stanza}]`,
    `pg1-path=${data}`,
    `pg1-port=${port}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** In a bucket its path begins at the bucket. */
function store({ id, location }: Vault, repository: string, caFile?: string): string[] {
  if (location.kind === 'folder') return [`repo1-path=${path.join(location.path, repository)}`];
  const { protocol, hostname, port } = new URL(location.endpoint);
  if (protocol !== 'https:') throw errors.tlsNeeded({ vault: id, detail: location.endpoint });
  return [
    'repo1-type=s3',
    `repo1-path=/${repository}`,
    `repo1-s3-endpoint=${hostname}`,
    `repo1-storage-port=${port || 443}`,
    'repo1-s3-uri-style=path',
    `repo1-s3-bucket=${location.bucket}`,
    `repo1-s3-region=${location.region}`,
    `repo1-s3-key=${location.accessKey}`,
    `repo1-s3-key-secret=${location.secretKey}`,
    ...(caFile ? [`repo1-storage-ca-file=${caFile}`] : []),
  ];
}
