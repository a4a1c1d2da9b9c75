import { chown, mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { type ClusterPlace, Connections } from '../../connections.js';
import { errors } from '../../errors.js';
import type { ClusterSource } from '../../shelf-schema.js';
import type { Vault } from '../../vaults/vault.js';
import { withSession } from '../pg-session.js';
import { RepositoryKey } from '../repository-key.js';
import type { Repository } from './backrest.js';
import { type Owner, ownerOf } from './owner.js';
import { put } from './restored-server.js';
import { archiveCommand, type Missing, missing, type ServerSays } from './setup.js';

const SAYS = `select current_setting('archive_mode') as archive_mode, current_setting('archive_command') as archive_command,
  current_setting('wal_level') as wal_level, current_setting('data_directory') as data_directory`;

/** A whole server that is protected: what it needs to be told, and the repository that its log goes to. */
@Injectable()
export class Clusters {
  constructor(
    private readonly connections: Connections,
    private readonly key: RepositoryKey,
  ) {}

  place(source: ClusterSource): ClusterPlace {
    return this.connections.cluster(source);
  }

  configOf(source: ClusterSource): string {
    return path.join(this.place(source).work, `${source.id}.conf`);
  }

  /** What the server must still be told, each with its line. Throws `setup-missing` where not even its files can be reached. */
  async missing(source: ClusterSource): Promise<Missing[]> {
    const { url, data, work } = this.place(source);
    await ownerOf(work);
    if (!(await isFilled(data))) throw errors.setupMissing({ what: data, line: `${source.cluster.data}=…` });
    const says = await withSession(url, async (client) => (await client.query(SAYS)).rows[0]);
    const { archive_mode: archiveMode, archive_command: command, wal_level: walLevel, data_directory: dataDirectory } = says;
    if (path.resolve(dataDirectory) !== path.resolve(data))
      throw errors.setupMissing({ what: `${data} ≠ ${dataDirectory}`, line: `${source.cluster.data}=${dataDirectory}` });
    const server: ServerSays = { archiveMode, archiveCommand: command, walLevel };
    return missing(server, archiveCommand(this.configOf(source), source.id));
  }

  /** With its configuration written, so that the server finds it; a passphrase is made for a vault that has no repository yet. */
  async repository(source: ClusterSource, vault: Vault): Promise<Repository> {
    const place = this.place(source);
    const owner = await ownerOf(place.work);
    const at = pathOf(source, vault);
    const first = vault.id === source.vaults[0];
    await this.configure(source, owner, at, await this.passphrase(source, vault), first);
    const user = first ? owner : await ownerOf(at);
    return { config: this.configOf(source), stanza: source.id, path: at, owner: user, url: place.url };
  }

  /** The configuration names the first vault, to which the server brings its log; it is written once the vault is used. */
  private async configure(source: ClusterSource, owner: Owner, at: string, passphrase: string, first: boolean): Promise<void> {
    const { url, data, work } = this.place(source);
    const file = this.configOf(source);
    if (!first && (await stat(file).catch(() => undefined))) return;
    for (const folder of ['log', 'lock', 'spool']) await owned(path.join(work, folder), owner);
    if (first) await owned(at, owner);
    const lines = [
      '[global]',
      `repo1-path=${at}`,
      'repo1-cipher-type=aes-256-cbc',
      `repo1-cipher-pass=${passphrase}`,
      'repo1-bundle=y',
      'repo1-retention-full=9999999',
      'compress-type=zst',
      'start-fast=y',
      'expire-auto=n',
      ...['log', 'lock', 'spool'].map((folder) => `${folder}-path=${path.join(work, folder)}`),
      'log-level-file=off',
      `[${source.id}]`,
      `pg1-path=${data}`,
      `pg1-port=${new URL(url).port || '5432'}`,
    ];
    const text = `${lines.join('\n')}\n`;
    if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
    await put(`${file}.new`, text, owner);
    await rename(`${file}.new`, file);
  }

  /** What encrypts the repository, sealed with age beside it. A repository without its key is never given another one. */
  private async passphrase(source: ClusterSource, vault: Vault): Promise<string> {
    const folder = keyFolderOf(source.id);
    if (!(await vault.head(`${folder}/key.age`)))
      for await (const { key } of vault.list(`${repositoryOf(source.id)}/`))
        throw errors.noIdentity({ vault: vault.id, detail: `${folder}/key.age (${key})` });
    return this.key.openOrMake(vault, folder, source.recipients);
  }
}

/** Below the vault: the passphrase, sealed. */
export function keyFolderOf(sourceId: string): string {
  return `${sourceId}/pgbackrest`;
}

/** Below the vault. */
export function repositoryOf(sourceId: string): string {
  return `${keyFolderOf(sourceId)}/repository`;
}

/** pgBackRest reaches S3 by TLS and a name alone; the shelf refuses other vaults than folders for it. */
function pathOf(source: ClusterSource, vault: Vault): string {
  if (vault.location.kind !== 'folder') throw new Error(`${vault.id} is no folder`);
  return path.join(vault.location.path, repositoryOf(source.id));
}

/** A folder of the server's user. */
export async function owned(folder: string, { uid, gid }: Owner): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0) await chown(folder, uid, gid);
}

export async function isFilled(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0;
}
