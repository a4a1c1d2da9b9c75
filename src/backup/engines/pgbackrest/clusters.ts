import { chown, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { type ClusterPlace, Connections } from '../../connections.js';
import { errors } from '../../errors.js';
import type { ClusterSource } from '../../shelf-schema.js';
import type { VaultRole } from '../../vaults/roles.js';
import type { Vault } from '../../vaults/vault.js';
import { withSession } from '../pg-session.js';
import { RepositoryKey } from '../repository-key.js';
import type { Repository } from './backrest.js';
import { configuration } from './configuration.js';
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

  /** The one that the server's own command names: the writer's, for the first vault, to which the server brings its log. */
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

  /** With its configuration written, for the key of this role; a passphrase is made for a vault that has no repository yet. */
  async repository(source: ClusterSource, vault: Vault, role: VaultRole): Promise<Repository> {
    const place = this.place(source);
    const owner = await ownerOf(place.work);
    const passphrase = await this.passphrase(source, vault, role);
    for (const folder of ['log', 'lock', 'spool']) await owned(path.join(place.work, folder), owner);
    const user = await this.userOf(source, vault, owner);
    const isTheServers = vault.id === source.vaults[0] && role === 'writer';
    const config = isTheServers ? this.configOf(source) : path.join(place.work, `${source.id}.${vault.id}.${role}.conf`);
    await this.configure(source, vault, config, passphrase, owner);
    return { config, stanza: source.id, owner: user, url: place.url };
  }

  /** As whom pgBackRest works on it: in a folder that another one has filled, as that one. */
  private async userOf(source: ClusterSource, { id, location }: Vault, owner: Owner): Promise<Owner> {
    if (location.kind !== 'folder') return owner;
    const at = path.join(location.path, repositoryOf(source.id));
    if (id !== source.vaults[0]) return ownerOf(at);
    await owned(at, owner);
    return owner;
  }

  private async configure(source: ClusterSource, vault: Vault, file: string, passphrase: string, owner: Owner): Promise<void> {
    const { url, data, work } = this.place(source);
    const text = configuration(vault, {
      ...{ stanza: source.id, data, work, port: new URL(url).port || '5432', passphrase },
      repository: repositoryOf(source.id),
      caFile: await vouched(work, vault, owner),
    });
    await kept(file, text, owner);
  }

  /** What encrypts the repository, sealed with age beside it. A repository without its key is never given another one. */
  private async passphrase(source: ClusterSource, vault: Vault, role: VaultRole): Promise<string> {
    const folder = keyFolderOf(source.id);
    if (!(await vault.head(`${folder}/key.age`)))
      for await (const { key } of vault.list(`${repositoryOf(source.id)}/`))
        throw errors.noIdentity({ vault: vault.id, detail: `${folder}/key.age (${key})` });
    return role === 'writer' ? this.key.openOrMake(vault, folder, source.recipients) : this.key.open(vault, folder);
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

/** A copy of the authority's certificate, since the server's user may not reach ours. */
export async function vouched(work: string, { id, location }: Vault, owner: Owner): Promise<string | undefined> {
  if (location.kind !== 's3' || !location.caFile) return undefined;
  const file = path.join(work, `${id}.ca.crt`);
  await kept(file, await readFile(location.caFile, 'utf8'), owner);
  return file;
}

/** Replaced whole, since the server may be reading it. */
async function kept(file: string, text: string, owner: Owner): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  await put(`${file}.new`, text, owner);
  await rename(`${file}.new`, file);
}

/** A folder of the server's user. */
export async function owned(folder: string, { uid, gid }: Owner): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0) await chown(folder, uid, gid);
}

export async function isFilled(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0;
}
