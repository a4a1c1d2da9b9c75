import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/index.js';
import type { CataloguePoint } from '../catalogue/catalogue.js';
import { manifestIn } from '../catalogue/newer-catalogue.js';
import type { Manifest } from '../manifest.js';
import { catalogueFor, type Expected, pointsHere } from '../rescue/strangers-view.js';
import { vaultAt } from '../rescue/vault-at.js';
import { attempt } from '../trouble.js';
import type { Trouble } from '../types.js';
import { readBytes } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import { identitiesOf, openSealed } from './age.js';
import { openerOf } from './opening.js';
import { openParcel, parcelIn } from './parcel.js';

export interface TriedKey {
  /** A source, or the parcel of keys. */
  what: string;
  pointId?: string;
  takenAt?: string;
  opens: boolean;
  /** What kept it from being tried, which says nothing of the key. */
  trouble?: Trouble;
}

/** Tries a key on real copies in a real vault, on any machine, without a server of ours: the newest of each source, and the keys. */
@Injectable()
export class OpenWithKey {
  constructor(private readonly config: Config) {}

  async try(address: string, identityFile: string, expected: Expected): Promise<TriedKey[]> {
    const identities = identitiesOf(identityFile);
    const vault = vaultAt(address, this.config);
    const catalogue = await catalogueFor(vault, expected);
    const tried: TriedKey[] = [];
    for (const { id } of catalogue.sources) {
      const [point] = await pointsHere(vault, catalogue, id);
      if (!point) continue;
      const { pointId, takenAt } = point;
      tried.push(await this.tried({ what: id, pointId, takenAt }, () => this.openCopy(vault, point, identities)));
    }
    const openKeys = async () => openParcel(await parcelIn(vault, catalogue), identities);
    return [...tried, await this.tried({ what: 'keys' }, openKeys)];
  }

  private async tried(what: Omit<TriedKey, 'opens'>, open: () => Promise<unknown>): Promise<TriedKey> {
    const done = await attempt(open);
    if (done.ok) return { ...what, opens: true };
    return done.trouble.code === 'backup.no-identity'
      ? { ...what, opens: false }
      : { ...what, opens: false, trouble: done.trouble };
  }

  /** Of a repository its password is opened, without which nothing of it can be read. */
  private async openCopy(vault: Vault, point: CataloguePoint, identities: readonly string[]): Promise<unknown> {
    const manifest = JSON.parse(await manifestIn(vault, point)) as Manifest;
    if (manifest.engine === 'dump')
      return openerOf(vault, `${point.sourceId}/${point.pointId}/${manifest.content.file}`, identities);
    const key = `${path.posix.dirname(manifest.repository.path)}/key.age`;
    return openSealed(await readBytes(vault, key), identities);
  }
}
