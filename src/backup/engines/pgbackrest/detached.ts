import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Vault } from '../../vaults/vault.js';
import { RepositoryKey } from '../repository-key.js';
import type { Repository } from './backrest.js';
import { keyFolderOf, owned, repositoryOf, vouched } from './clusters.js';
import { configuration } from './configuration.js';
import { ownerOf } from './owner.js';
import { put } from './restored-server.js';

/** Repositories of servers that are no longer on the shelf: taking backups away asks nothing of a server. */
@Injectable()
export class DetachedClusters {
  constructor(private readonly key: RepositoryKey) {}

  /** Its configuration, with the passphrase in it, lies there as long as the work takes. */
  async during<T>(sourceId: string, vault: Vault, work: (repository: Repository) => Promise<T>): Promise<T> {
    const at = await mkdtemp(path.join(tmpdir(), 'sinambung-pgbackrest-'));
    try {
      return await work(await this.configured(sourceId, vault, at));
    } finally {
      await rm(at, { recursive: true, force: true });
    }
  }

  private async configured(sourceId: string, vault: Vault, at: string): Promise<Repository> {
    const repository = repositoryOf(sourceId);
    const { location } = vault;
    const owner = await ownerOf(location.kind === 'folder' ? path.join(location.path, repository) : at);
    await owned(at, owner);
    const passphrase = await this.key.open(vault, keyFolderOf(sourceId));
    const place = { stanza: sourceId, data: at, work: at, port: '5432' };
    const text = configuration(vault, { ...place, repository, passphrase, caFile: await vouched(at, vault, owner) });
    const config = path.join(at, 'pgbackrest.conf');
    await put(config, text, owner);
    return { config, stanza: sourceId, owner };
  }
}
