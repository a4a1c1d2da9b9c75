import { Injectable } from '@nestjs/common';
import { Config, Instance } from '../platform/index.js';
import { Shelf } from './shelf.js';
import type { Source } from './shelf-schema.js';
import { Credentials } from './vaults/credentials.js';

/** A setting that the shelf names and without which a source or a vault cannot be reached. */
export interface DeclaredSetting {
  setting: string;
  /** The sources and vaults that need it, by their ids. */
  neededBy: string[];
  isSet: boolean;
}

/** What the shelf of this server needs set, so that it is said before the first backup fails. */
@Injectable()
export class DeclaredSettings {
  constructor(
    private readonly shelf: Shelf,
    private readonly config: Config,
    private readonly instance: Instance,
    private readonly credentials: Credentials,
  ) {}

  /** Each once, as the shelf names them. */
  all(): DeclaredSetting[] {
    const sources = this.shelf.sources.flatMap((source) => this.ofSource(source).map((setting) => ({ setting, by: source.id })));
    const named = [...sources, ...this.ofVaults()];
    return [...Map.groupBy(named, ({ setting }) => setting)].map(([setting, needs]) => ({
      setting,
      neededBy: [...new Set(needs.map(({ by }) => by))],
      isSet: this.config.named(setting) !== undefined,
    }));
  }

  missing(): DeclaredSetting[] {
    return this.all().filter(({ isSet }) => !isSet);
  }

  private ofSource(source: Source): string[] {
    if ('cluster' in source) return [source.cluster.setting, source.cluster.data, source.cluster.work];
    const place = 'folder' in source ? source.folder : source.connection;
    const isShipped = this.instance.kind === 'demonstration' && 'demonstration' in place && place.demonstration !== undefined;
    return isShipped || !('setting' in place) ? [] : [place.setting];
  }

  private ofVaults(): { setting: string; by: string }[] {
    const roles = this.config.get('SINAMBUNG_BACKUP_ROLES');
    return this.shelf.vaultsInUse.flatMap((id) => {
      const entry = this.shelf.vault(id);
      if (entry.kind === 'folder') return [];
      return roles.flatMap((role) => this.credentials.needed(entry, role).map((setting) => ({ setting, by: id })));
    });
  }
}
