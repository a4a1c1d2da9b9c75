import { Injectable } from '@nestjs/common';
import { Clusters } from './engines/pgbackrest/clusters.js';
import { archiveCommand, type Missing } from './engines/pgbackrest/setup.js';
import { errors } from './errors.js';
import { Shelf } from './shelf.js';

/** What the server of a source must be told before it can be protected. */
export interface ClusterSetup {
  /** The configuration that the command names; written when the first backup is taken. */
  config: string;
  archiveCommand: string;
  /** In the order in which it is set; empty when all is. */
  missing: Missing[];
}

@Injectable()
export class ClusterSetups {
  constructor(
    private readonly shelf: Shelf,
    private readonly clusters: Clusters,
  ) {}

  /** Throws `no-such-source` also for a source that keeps no log, and `setup-missing` where its files cannot be reached. */
  async of(sourceId: string): Promise<ClusterSetup> {
    const source = this.shelf.source(sourceId);
    if (source.engine !== 'pgbackrest') throw errors.noSuchSource({ source: sourceId });
    const config = this.clusters.configOf(source);
    const missing = await this.clusters.missing(source);
    return { config, archiveCommand: archiveCommand(config, source.id), missing };
  }
}
